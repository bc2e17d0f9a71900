SELECT path, reason, detail FROM pixferry.folder
WHERE job_id = $1 AND state = 'failed' AND depth > 0 ORDER BY path, folder_id LIMIT $2
