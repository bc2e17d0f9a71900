import { t } from '@lingui/core/macro';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

const steps: [limitSeconds: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [86_400 * 30, 'day', 86_400],
  [86_400 * 365, 'month', 86_400 * 30],
  [Number.POSITIVE_INFINITY, 'year', 86_400 * 365],
];

/** 5 min. ago */
export function formatRelative(time: Date, now: Date): string {
  const seconds = (time.getTime() - now.getTime()) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 45) return t`just now`;
  const step = steps.find(([limit]) => distance < limit);
  if (!step) return formatFull(time);
  const rounded = Math.round(seconds / step[2]);
  return relative.format(rounded === 0 ? Math.sign(seconds) : rounded, step[1]);
}

/** 14:31 */
export function formatClock(time: Date): string {
  return clock.format(time);
}

/** 14:31:07 */
export function formatClockWithSeconds(time: Date): string {
  return clockWithSeconds.format(time);
}

/** 23 Nov 2026, 14:31:07 */
export function formatFull(time: Date): string {
  return full.format(time);
}
