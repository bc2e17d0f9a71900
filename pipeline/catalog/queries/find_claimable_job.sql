SELECT owner, source, recursive, files_max, @ms(started_at) FROM pixferry.job
WHERE id = $1 AND state = 'processing'
