import { formatFull, formatRelative } from '@/format/time';
import { useNow } from './use_now';

const stepMs = 20_000;

/** "5 min. ago", and the exact time on hover. */
export function RelativeTime({ time }: { time: string }) {
  const now = useNow(stepMs);
  const date = new Date(time);
  return (
    <time dateTime={time} title={formatFull(date)} className="whitespace-nowrap">
      {formatRelative(date, new Date(Math.max(now, date.getTime())))}
    </time>
  );
}
