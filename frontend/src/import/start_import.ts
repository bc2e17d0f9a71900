import { answerOf, api } from '@/api/client';

export interface ImportOptions {
  recursive: boolean;
  /** Null for as many as the server takes. */
  maxFiles: number | null;
}

export interface ImportRequest extends ImportOptions {
  address: string;
  password: string;
  /** The same for every try of one start, so that a lost answer starts nothing twice. */
  idempotencyKey: string;
}

export interface StartedImport {
  jobId: string;
  wasRunning: boolean;
}

/** Also without a secure context, where crypto.randomUUID is missing. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function startImport(request: ImportRequest): Promise<StartedImport> {
  const { address, password, recursive, maxFiles, idempotencyKey } = request;
  const sent = api.POST('/import', {
    body: {
      folder_url: address,
      recursive,
      ...(password === '' ? {} : { password }),
      ...(maxFiles === null ? {} : { max_files: maxFiles }),
    },
    headers: { 'Idempotency-Key': idempotencyKey },
  });
  const { job_id } = await answerOf(sent);
  const { response } = await sent;
  return { jobId: job_id, wasRunning: response.status === 200 };
}
