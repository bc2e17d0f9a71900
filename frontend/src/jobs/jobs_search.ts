import type { JobStatus, Source } from '@/api/types';
import type { SearchParams } from '@/search_params';

export interface JobsSearch {
  state?: JobStatus;
  source?: Source;
}

const states: readonly JobStatus[] = ['processing', 'paused', 'completed', 'failed', 'cancelled'];
const sources: readonly Source[] = ['google_drive', 'dropbox'];

export function readJobsSearch(search: SearchParams): JobsSearch {
  return {
    state: states.find((state) => state === search.state),
    source: sources.find((source) => source === search.source),
  };
}
