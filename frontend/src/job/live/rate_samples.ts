/** How far a job was at a moment. */
export interface RateSample {
  atMs: number;
  files: number;
}

const keptMs = 60_000;
const stepMs = 1_000;

/** Keeps one sample a second, of the last minute. Numbers that go back begin anew. */
export function addSample(
  samples: readonly RateSample[],
  sample: RateSample,
): readonly RateSample[] {
  const last = samples.at(-1);
  if (!last) return [sample];
  if (sample.files < last.files) return [sample];
  if (sample.atMs - last.atMs < stepMs) return samples;
  const first = samples.findIndex(({ atMs }) => atMs >= sample.atMs - keptMs);
  return [...(first < 0 ? [last] : samples.slice(first)), sample];
}

/** Files a second between one sample and the next, for a picture of the last minute. */
export function ratesOf(samples: readonly RateSample[]): number[] {
  return samples.slice(1).map((sample, index) => {
    const before = samples[index] ?? sample;
    return ((sample.files - before.files) * 1000) / Math.max(1, sample.atMs - before.atMs);
  });
}
