UPDATE pixferry.job SET state = 'processing', events = events + 1
WHERE id = $1 AND owner = $2 AND state = 'paused'
RETURNING state
