-- One statement: the CHECKs of the row hold for the state and the tallies together. The events are
-- the new state, and each file that is tried again.
UPDATE pixferry.job SET state = 'processing', finished_at = NULL, vanished = NULL, failed = failed - $2,
    events = events + 1 + $2
WHERE id = $1 AND state IN ('completed', 'failed')
