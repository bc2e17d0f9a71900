UPDATE pixferry.job SET state = 'processing' WHERE id = $1 AND owner = $2 AND state = 'paused'
