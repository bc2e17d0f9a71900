import { t } from '@lingui/core/macro';

export const rowHeightMin = 110;
const rowHeightMax = 400;

export interface RowHeightSliderProps {
  height: number;
  onHeight: (height: number) => void;
}

export function RowHeightSlider({ height, onHeight }: RowHeightSliderProps) {
  return (
    <input
      type="range"
      aria-label={t`Size of the images`}
      aria-valuetext={t`${height} pixels high`}
      min={rowHeightMin}
      max={rowHeightMax}
      step={10}
      value={height}
      onChange={(event) => onHeight(event.target.valueAsNumber)}
      className="hidden w-24 accent-accent sm:block"
    />
  );
}
