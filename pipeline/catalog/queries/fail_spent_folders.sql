WITH spent AS (
  SELECT job_id AS spent_job, folder_id AS spent_id FROM pixferry.folder
  WHERE state = 'pending' AND attempts > 0 AND attempts >= $3 AND available_at <= @now($2)
    AND EXISTS (SELECT 1 FROM @rows($1; job_id text) AS wanted
                WHERE wanted.job_id = folder.job_id)
  ORDER BY job_id, folder_id LIMIT $4 @skip_locked)
UPDATE pixferry.folder
SET state = 'failed', reason = COALESCE(last_error, 'timeout'), token = token + 1, leased = 0,
    detail = 'No worker finished listing it in ' || CAST(attempts AS text) || ' attempts.'
             || CASE WHEN detail = '' THEN '' ELSE ' ' || detail END
FROM spent WHERE job_id = spent_job AND folder_id = spent_id
RETURNING job_id, depth, reason, detail
