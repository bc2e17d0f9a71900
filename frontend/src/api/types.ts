import type { components } from './schema';

type Schemas = components['schemas'];

export type Job = Schemas['Job'];
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
export type Webhook = Schemas['Webhook'];
export type WebhookDelivery = Schemas['WebhookDelivery'];
export type WebhookEvent = Schemas['WebhookEvent'];
