UPDATE pixferry.file
SET state = 'pending', reason = NULL, last_error = NULL, detail = '', attempts = 0, quota_pauses = 0,
    token = token + 1, available_at = @now($2)
WHERE job_id = $1 AND state = 'failed'
