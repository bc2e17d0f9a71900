import { expect, it } from 'vitest';
import type { Job, Stats } from '@/api/types';
import { diagnosticsText } from './diagnostics';

it('tells states and numbers, and nothing of whom they belong to', () => {
  const stats = {
    jobs: { processing: 1 },
    files: { total: 5 },
    images: 5,
    workers: [{ id: 'w1', host: 'secret-host', status: 'idle' }],
  } as unknown as Stats;
  const running = [
    { job_id: 'j1', folder_name: 'Secret party', folder_url: 'https://secret', total_files: 5 },
  ] as Job[];
  const text = diagnosticsText(
    {
      version: '0.1.0',
      readiness: { checks: [{ name: 'catalog', problem: '' }], tookMs: 3 },
      stats,
      running,
    },
    new Date('2026-01-01T00:00:00Z'),
    'Browser/1',
  );
  expect(text).not.toMatch(/secret/i);
  expect(JSON.parse(text)).toMatchObject({
    version: '0.1.0',
    stats: { files: { total: 5 }, images: 5, workers: [{ id: 'w1', status: 'idle' }] },
    running: [{ job_id: 'j1', total_files: 5 }],
  });
});
