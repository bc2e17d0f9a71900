-- All failed files of the job, or those of one reason ($3), or of the ids in $4 where $5 is 1.
UPDATE pixferry.file
SET state = 'pending', reason = NULL, last_error = NULL, detail = '', attempts = 0, quota_pauses = 0,
    token = token + 1, available_at = @now($2)
WHERE job_id = $1 AND state = 'failed'
  AND (CAST($3 AS text) IS NULL OR reason = $3)
  AND (CAST($5 AS integer) = 0 OR id IN (SELECT file_id FROM @rows($4; file_id bigint) AS wanted))
RETURNING id
