import { answerOf, api } from '@/api/client';

const pathOf = (jobId: string) => ({ path: { job_id: jobId } });

export const pauseJob = (jobId: string) =>
  answerOf(api.POST('/import/jobs/{job_id}/pause', { params: pathOf(jobId) }));

export const resumeJob = (jobId: string) =>
  answerOf(api.POST('/import/jobs/{job_id}/resume', { params: pathOf(jobId) }));

export const cancelJob = (jobId: string) =>
  answerOf(api.POST('/import/jobs/{job_id}/cancel', { params: pathOf(jobId) }));

/** Of one reason, of some files, or of all that failed. */
export const retryJob = (jobId: string, which: { reason?: string; file_ids?: number[] } = {}) =>
  answerOf(api.POST('/import/jobs/{job_id}/retry', { params: pathOf(jobId), body: which }));

export const listFailures = (jobId: string, signal: AbortSignal) =>
  answerOf(api.GET('/import/jobs/{job_id}/failures', { params: pathOf(jobId), signal }));

export const deleteJob = (jobId: string, images: 'keep' | 'delete') =>
  answerOf(
    api.DELETE('/import/jobs/{job_id}', { params: { ...pathOf(jobId), query: { images } } }),
  );
