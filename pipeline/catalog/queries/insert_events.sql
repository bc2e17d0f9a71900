-- `later` is how many events of the same job come behind this one.
INSERT INTO pixferry.event (job_id, slot, number, kind, made_at, state, file_id, reason, detail,
                            attempts)
SELECT job.id, (job.events - told.later) % $3, job.events - told.later, told.kind, @now($2),
       told.state, told.file_id, told.reason, told.detail, told.attempts
FROM @rows($1; event_job text, later bigint, kind text, state text, file_id bigint, reason text,
           detail text, attempts integer) AS told
JOIN pixferry.job ON job.id = told.event_job
WHERE true
ORDER BY job.id, told.later DESC
ON CONFLICT (job_id, slot) DO UPDATE
SET number = EXCLUDED.number, kind = EXCLUDED.kind, made_at = EXCLUDED.made_at,
    state = EXCLUDED.state, file_id = EXCLUDED.file_id, reason = EXCLUDED.reason,
    detail = EXCLUDED.detail, attempts = EXCLUDED.attempts
