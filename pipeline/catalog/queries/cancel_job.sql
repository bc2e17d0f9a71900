UPDATE pixferry.job SET state = 'cancelled', finished_at = @now($3), events = events + 2
WHERE id = $1 AND owner = $2 AND state IN ('processing', 'paused')
RETURNING state
