import { useAnnouncement } from './live_region';

export function LiveRegion() {
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {useAnnouncement()}
    </div>
  );
}
