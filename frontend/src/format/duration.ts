import { t } from '@lingui/core/macro';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** 0:03, 23:40, 1:05:00: how long something took. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / hour);
  const minutes = Math.floor((whole % hour) / minute);
  if (hours > 0) return `${hours}:${two(minutes)}:${two(whole % minute)}`;
  return `${minutes}:${two(whole % minute)}`;
}

/** "about 9 min left", as exact as a forecast can be. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 10) return t`a few seconds left`;
  const about = formatForecast(seconds);
  return t`about ${about} left`;
}

/** 9 min, 2 h 10 min, 3 d 4 h. */
function formatForecast(seconds: number): string {
  if (seconds < minute) return t`${Math.ceil(seconds / 10) * 10} s`;
  const minutes = Math.ceil(seconds / minute);
  if (minutes < 90) return t`${minutes} min`;
  const rounded = Math.ceil(minutes / 10) * 10;
  const hours = Math.floor(rounded / 60);
  const rest = rounded % 60;
  if (hours < 36) return rest === 0 ? t`${hours} h` : t`${hours} h ${rest} min`;
  const days = Math.floor(seconds / day);
  return t`${days} d ${Math.round((seconds % day) / hour)} h`;
}
