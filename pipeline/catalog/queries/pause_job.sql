-- What is held goes on to its end; nothing more is claimed.
UPDATE pixferry.job SET state = 'paused', events = events + 1
WHERE id = $1 AND owner = $2 AND state = 'processing'
RETURNING state
