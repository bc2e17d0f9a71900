-- The folder goes back to be claimed anew, from its first page.
UPDATE pixferry.folder
SET page_token = '', landmark = '', pages = 0, restarts = restarts + 1, token = token + 1,
    leased = 0, available_at = @plus_ms(@now($3), $4), last_error = $5, detail = $6
WHERE job_id = $1 AND folder_id = $2 AND state = 'pending'
