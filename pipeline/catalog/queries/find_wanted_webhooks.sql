-- Who wants to know of the end of these jobs. The webhooks are held, so that none is removed before
-- its delivery is written.
SELECT webhook.id, job.id, job.state, job.source, job.folder_name, job.folder_url, job.total,
       job.imported, job.skipped, job.failed, job.bytes_done, job.error_code, job.error_message,
       @ms(job.created_at), @ms(job.finished_at), job.events, job.trace_parent
FROM pixferry.job JOIN pixferry.webhook ON webhook.owner = job.owner
WHERE job.id IN (SELECT job_id FROM @rows($1; job_id text) AS wanted)
  AND webhook.disabled_at IS NULL
  AND EXISTS (SELECT 1 FROM pixferry.webhook_event
              WHERE webhook_event.webhook_id = webhook.id AND event = 'job.' || job.state)
ORDER BY webhook.id, job.id @for_update
