import type { FileState } from '@/api/types';
import type { SearchParams } from '@/search_params';

export type JobTab = 'failures' | 'files' | 'activity';

export interface JobSearch {
  tab?: JobTab;
  state?: FileState;
  reason?: string;
}

const tabs: readonly JobTab[] = ['failures', 'files', 'activity'];
const states: readonly FileState[] = ['pending', 'imported', 'skipped', 'failed'];

export function readJobSearch(search: SearchParams): JobSearch {
  return {
    tab: tabs.find((tab) => tab === search.tab),
    state: states.find((state) => state === search.state),
    reason: search.reason,
  };
}
