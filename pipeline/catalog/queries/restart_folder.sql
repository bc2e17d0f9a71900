-- The folder goes back to be claimed anew. Its count of pages goes on, so that a listing which is
-- restarted for ever comes to an end.
UPDATE pixferry.folder
SET page_token = '', token = token + 1, leased = 0, available_at = @now($3), last_error = $4
WHERE job_id = $1 AND folder_id = $2 AND state = 'pending'
