/** The server's rate at one look at it. */
export interface Sample {
  atMs: number;
  filesPerSecond: number;
}

const keptMs = 60_000;

/** The samples with one more, without those that are too old to be shown. */
export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && sample.atMs <= last.atMs) return samples;
  return [...samples.filter(({ atMs }) => sample.atMs - atMs < keptMs), sample];
}

const stepMs = 1_000;

/** One rate for each second of the last minute that is known; between two looks it is as it was. */
export function ratesOf(samples: readonly Sample[]): number[] {
  return samples.flatMap(({ atMs, filesPerSecond }, place) => {
    const next = samples[place + 1]?.atMs ?? atMs + stepMs;
    const seconds = Math.max(1, Math.round((next - atMs) / stepMs));
    return Array<number>(seconds).fill(filesPerSecond);
  });
}
