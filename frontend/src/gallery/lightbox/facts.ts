import { formatFull } from '@/format/time';

const readable = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** What the clock of the camera showed, with its offset where it wrote one. */
export function formatTaken(takenAt: string): string {
  const [, clock = takenAt, offset = ''] =
    /^(.+?T[0-9:.]+)(Z|[+-][0-9]{2}:[0-9]{2})?$/.exec(takenAt) ?? [];
  const time = new Date(`${clock}Z`);
  if (Number.isNaN(time.getTime())) return takenAt;
  return [readable.format(time), offset === 'Z' ? 'UTC' : offset].filter(Boolean).join(' ');
}

export interface Exposure {
  seconds?: number | null;
  f_number?: number | null;
  focal_length_mm?: number | null;
  iso?: number | null;
}

function formatSeconds(seconds: number): string {
  if (seconds >= 0.4) return `${Number(seconds.toFixed(1))} s`;
  return `1/${Math.round(1 / seconds)} s`;
}

/** 1/125 s · f/5.6 · 35 mm · ISO 400 */
export function formatExposure(exposure: Exposure): string {
  const { seconds, f_number, focal_length_mm, iso } = exposure;
  return [
    seconds && formatSeconds(seconds),
    f_number && `f/${Number(f_number.toFixed(1))}`,
    focal_length_mm && `${Number(focal_length_mm.toFixed(1))} mm`,
    iso && `ISO ${iso}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** 4000 × 3000 · 12.0 MP */
export function formatDimensions(width: number, height: number): string {
  const megapixels = (width * height) / 1e6;
  return `${width} × ${height} · ${megapixels.toFixed(megapixels < 0.95 ? 2 : 1)} MP`;
}

/** The make is often the first word of the model too. */
export function formatCamera(make: string | null | undefined, model: string | null | undefined) {
  if (!make || !model) return make || model || '';
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`;
}

export function formatImported(createdAt: string): string {
  return formatFull(new Date(createdAt));
}
