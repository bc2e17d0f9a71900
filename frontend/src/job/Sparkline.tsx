import { t } from '@lingui/core/macro';

const width = 120;
const height = 24;
const points = 60;

/** The last minute in a line, the newest second at its right. */
export function Sparkline({ rates }: { rates: readonly number[] }) {
  const top = Math.max(1, ...rates);
  const step = width / (points - 1);
  const start = points - rates.length;
  const place = (rate: number, index: number) =>
    `${((start + index) * step).toFixed(1)},${(height - 1 - (rate / top) * (height - 2)).toFixed(1)}`;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t`Files a second over the last minute`}
      className="shrink-0 text-accent"
    >
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} stroke="var(--border)" />
      {rates.length > 1 && (
        <polyline
          points={rates.map(place).join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      )}
    </svg>
  );
}
