-- The last page. The token stays, so that the same page may be committed once more.
UPDATE pixferry.folder SET state = 'listed', pages = pages + 1, leased = 0
WHERE job_id = $1 AND folder_id = $2 AND state = 'pending'
