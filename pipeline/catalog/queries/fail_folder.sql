UPDATE pixferry.folder
SET state = 'failed', reason = $3, detail = $4, token = token + 1, leased = 0
WHERE job_id = $1 AND folder_id = $2 AND state = 'pending'
