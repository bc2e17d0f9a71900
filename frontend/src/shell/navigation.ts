import { msg } from '@lingui/core/macro';
import { Activity, FolderInput, Images, ListChecks, Settings } from 'lucide-react';

/** The pages that the navigation names, in its order. */
export const destinations = [
  { to: '/', label: msg`Import`, icon: FolderInput },
  { to: '/imports', label: msg`Jobs`, icon: ListChecks },
  { to: '/gallery', label: msg`Gallery`, icon: Images },
  { to: '/status', label: msg`Status`, icon: Activity },
  { to: '/settings', label: msg`Settings`, icon: Settings },
] as const;
