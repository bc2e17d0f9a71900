SELECT id, recursive, files_max FROM pixferry.job
WHERE owner = $1 AND source = $2 AND root_id = $3 AND state IN ('processing', 'paused')
