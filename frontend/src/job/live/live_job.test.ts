import { describe, expect, it } from 'vitest';
import type { Job } from '@/api/types';
import type { JobEvent } from './job_events';
import { activityMax, applyEvents, applySnapshot, type LiveJob, unknownJob } from './live_job';

const job = (changes: Partial<Job> = {}): Job => ({
  job_id: '550e8400-e29b-41d4-a716-446655440000',
  status: 'processing',
  source: 'google_drive',
  total_files: 100,
  processed_files: 40,
  failed_files: 0,
  progress_percent: 40,
  imported_files: 40,
  skipped_files: 0,
  pending_files: 60,
  listing_done: true,
  unreadable_folders: 0,
  vanished_files: null,
  bytes_total: 1000,
  bytes_done: 400,
  files_per_second: 0,
  bytes_per_second: 0,
  eta_seconds: null,
  folder_name: 'Sea',
  folder_url: 'https://drive.google.com/drive/folders/1',
  error: null,
  throttled_until: null,
  created_at: '2026-11-23T10:00:00Z',
  started_at: '2026-11-23T10:00:01Z',
  finished_at: null,
  ...changes,
});

const at = '2026-11-23T10:00:07Z';
const snapshot = (changes: Partial<Job> = {}, id = '0'): JobEvent => ({
  id,
  kind: 'snapshot',
  job: job(changes),
});
const progress = (processed_files: number, changes: Partial<Job> = {}): JobEvent => ({
  id: null,
  kind: 'progress',
  progress: { status: 'processing', total_files: 100, processed_files, ...changes },
});
const file = (id: string, state: 'failed' | 'pending'): JobEvent => ({
  id,
  kind: 'file',
  change: { file_id: 1, path: 'a.jpg', state, reason: 'network', detail: '', attempts: 1, at },
});
const state = (id: string, status: Job['status']): JobEvent => ({
  id,
  kind: 'state',
  change: { status, at },
});
const liveAfter = (...events: JobEvent[]): LiveJob => applyEvents(unknownJob, events, 0);

describe('a job that is followed', () => {
  it('begins with its snapshot', () => {
    const live = liveAfter(snapshot({}, '7'));
    expect(live.job).toEqual(job());
    expect(live.lastEventId).toBe('7');
  });
  it('knows nothing before it', () => {
    expect(liveAfter(progress(50)).job).toBeNull();
  });
  it('takes over what a progress event says and keeps the rest', () => {
    const live = liveAfter(snapshot(), progress(50, { failed_files: 2, imported_files: 48 }));
    expect(live.job).toMatchObject({ processed_files: 50, failed_files: 2, folder_name: 'Sea' });
  });
  it('keeps the last id over events that carry none', () => {
    expect(liveAfter(snapshot(), file('3', 'failed'), progress(50)).lastEventId).toBe('3');
  });
  it('does not count backwards by old news', () => {
    const live = liveAfter(snapshot(), progress(50), progress(45));
    expect(live.job?.processed_files).toBe(50);
    expect(applySnapshot(live, job({ processed_files: 44 }), 0).job?.processed_files).toBe(50);
    expect(applySnapshot(live, job({ processed_files: 51 }), 0).job?.processed_files).toBe(51);
  });
  it('counts backwards once files are retried', () => {
    const ended = liveAfter(snapshot({ processed_files: 100, status: 'completed' }));
    const retried = applyEvents(ended, [state('8', 'processing'), file('9', 'pending')], 0);
    const live = applyEvents(retried, [progress(98)], 0);
    expect(live.job).toMatchObject({ status: 'processing', processed_files: 98 });
    expect(applyEvents(live, [progress(97)], 0).job?.processed_files).toBe(98);
  });
  it('changes its state by the word of it, not by counts that were read before', () => {
    const live = liveAfter(snapshot(), state('2', 'paused'), progress(50));
    expect(live.job).toMatchObject({ status: 'paused', processed_files: 50 });
  });
  it('is ended by its state, with its time', () => {
    const live = liveAfter(
      snapshot(),
      progress(100, { progress_percent: 99.9 }),
      state('5', 'completed'),
    );
    expect(live.job).toMatchObject({ status: 'completed', progress_percent: 100, finished_at: at });
  });
  it('believes the snapshot behind a reset', () => {
    const live = liveAfter(
      snapshot(),
      progress(50),
      { id: null, kind: 'reset' },
      snapshot({}, '20000'),
    );
    expect(live.job?.processed_files).toBe(40);
    expect(live.lastEventId).toBe('20000');
  });
  it('tells that files have changed, and lists the newest first', () => {
    const live = liveAfter(snapshot(), file('1', 'failed'), state('2', 'paused'));
    expect(live.filesVersion).toBeGreaterThan(liveAfter(snapshot()).filesVersion);
    expect(live.activity.map(({ id }) => id)).toEqual(['2', '1']);
  });
  it('keeps no more activity than can be read', () => {
    const many = Array.from({ length: activityMax + 10 }, (_, i) => file(String(i + 1), 'failed'));
    const live = liveAfter(snapshot(), ...many);
    expect(live.activity).toHaveLength(activityMax);
    expect(live.activity[0]?.id).toBe(String(activityMax + 10));
  });
  it('is the same in one batch as in many', () => {
    const events = [
      snapshot(),
      progress(50),
      file('1', 'failed'),
      progress(60),
      state('2', 'paused'),
    ];
    const oneByOne = events.reduce((live, event) => applyEvents(live, [event], 0), unknownJob);
    expect(liveAfter(...events)).toEqual(oneByOne);
  });
});
