import type { FileState, Job, JobStatus } from '@/api/types';
import type { SseEvent } from './sse_parser';

/** What a progress event holds of a job. */
export type Progress = Partial<Job> & Pick<Job, 'status' | 'total_files' | 'processed_files'>;

export interface FileChange {
  file_id: number;
  path: string;
  state: FileState;
  reason: string | null;
  detail: string;
  attempts: number;
  at: string;
}

export interface StateChange {
  status: JobStatus;
  at: string;
}

/** What the server tells of a job, in the names of docs/events.md. */
export type JobEvent = { id: string | null } & (
  | { kind: 'snapshot'; job: Job }
  | { kind: 'progress'; progress: Progress }
  | { kind: 'file'; change: FileChange }
  | { kind: 'state'; change: StateChange }
  | { kind: 'done'; change: StateChange }
  | { kind: 'reset' }
);

/** Null for what is not JSON, and for kinds of events that a newer server has. */
export function readJobEvent({ event, id, data }: SseEvent): JobEvent | null {
  let body: never;
  try {
    body = JSON.parse(data) as never;
  } catch {
    return event === 'reset' ? { id, kind: 'reset' } : null;
  }
  switch (event) {
    case 'snapshot':
      return { id, kind: event, job: body };
    case 'progress':
      return { id, kind: event, progress: body };
    case 'file':
    case 'state':
    case 'done':
      return { id, kind: event, change: body };
    case 'reset':
      return { id, kind: event };
    default:
      return null;
  }
}
