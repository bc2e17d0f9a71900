UPDATE pixferry.folder
SET token = token + 1, attempts = $3, leased = 0, available_at = @plus_ms(@now($4), $5),
    last_error = $6, detail = $7
WHERE job_id = $1 AND folder_id = $2 AND state = 'pending'
