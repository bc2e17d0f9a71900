import type { components } from './schema';

type Schemas = components['schemas'];

/** A server that keeps no rates leaves them out. */
interface Rates {
  files_per_second?: number | null;
  bytes_per_second?: number | null;
  eta_seconds?: number | null;
}
export type Job = Schemas['Job'] & Rates;
export type JobStatus = Schemas['JobStatus'];
export type JobFile = Schemas['File'];
export type FileState = Schemas['FileState'];
export type Failure = Schemas['Failure'];
export type Preview = Schemas['Preview'];
export type Source = Schemas['Source'];
export type Image = Schemas['Image'];
export type ImageDetails = Schemas['ImageDetails'];
export type ImageLayout = Schemas['ImageLayout'];
export type Stats = Schemas['Stats'];
