-- The lister goes on under the same lease. Its next page is the first attempt at that page.
UPDATE pixferry.folder
SET page_token = $3, pages = pages + 1, attempts = 1, available_at = @plus_ms(@now($4), $5),
    landmark = $6, last_error = NULL, detail = ''
WHERE job_id = $1 AND folder_id = $2 AND state = 'pending'
