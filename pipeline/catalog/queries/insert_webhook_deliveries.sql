INSERT INTO pixferry.webhook_delivery (webhook_id, message_id, event, job_id, body, trace_parent,
                                       available_at, created_at)
SELECT told.to_webhook, told.message, told.kind, told.of_job, told.content, told.trace,
       @now($2), @now($2)
FROM @rows($1; to_webhook text, message text, kind text, of_job text, content text, trace text)
     AS told
WHERE true
ON CONFLICT (webhook_id, message_id) DO NOTHING
RETURNING id
