-- Files whose lease ran out at the last attempt. They are found by their attempts: among all that
-- is due in their jobs they may be a few in a million. Hence the order, and EXISTS in place of IN.
WITH spent AS (
  SELECT id AS spent_id FROM pixferry.file
  WHERE state = 'pending' AND attempts > 0 AND attempts >= $3 AND available_at <= @now($2)
    AND EXISTS (SELECT 1 FROM @rows($1; job_id text) AS wanted
                WHERE wanted.job_id = file.job_id)
  ORDER BY attempts, available_at LIMIT $4 @skip_locked)
UPDATE pixferry.file
SET state = 'failed', reason = COALESCE(last_error, 'timeout'), token = token + 1, leased = 0,
    finished_at = @now($2),
    detail = 'No worker finished it in ' || CAST(attempts AS text) || ' attempts.'
             || CASE WHEN detail = '' THEN '' ELSE ' ' || detail END
FROM spent WHERE id = spent_id
RETURNING job_id, id, reason, detail, attempts
