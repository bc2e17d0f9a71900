SELECT count(*) FROM pixferry.file WHERE job_id = $1 AND state = 'failed'
