UPDATE pixferry.folder SET state = 'dropped', token = token + 1, leased = 0
WHERE job_id IN (SELECT job_id FROM @rows($1; job_id text) AS wanted) AND state = 'pending'
RETURNING job_id
