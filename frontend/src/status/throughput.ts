/** How many files were done at a moment. */
export interface Sample {
  atMs: number;
  files: number;
}

const keptMs = 120_000;

/** The samples with one more, without those that are too old to matter. */
export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && sample.atMs <= last.atMs) return samples;
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= keptMs), sample];
}

/** Files a second between each sample and the next. A retry takes files back: that is no rate. */
export function ratesOf(samples: readonly Sample[]): number[] {
  return samples.slice(1).map((sample, place) => {
    const before = samples[place] ?? sample;
    const seconds = (sample.atMs - before.atMs) / 1000;
    return seconds > 0 ? Math.max(0, (sample.files - before.files) / seconds) : 0;
  });
}
