-- The files that count_failed_files has counted.
UPDATE pixferry.file
SET state = 'pending', reason = NULL, last_error = NULL, detail = '', attempts = 0, quota_pauses = 0,
    token = token + 1, available_at = @now($5), finished_at = NULL
WHERE job_id = $1 AND state = 'failed'
  AND (CAST($3 AS integer) = 0 OR id IN (SELECT file_id FROM @rows($2; file_id bigint) AS wanted))
  AND (CAST($4 AS text) IS NULL OR reason = $4)
