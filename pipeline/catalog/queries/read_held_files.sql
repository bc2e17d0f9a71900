-- The files that somebody works on. What is materialized is found by when its lease ends, so that
-- neither what has come to its end nor what rests for longer than any lease is looked at.
WITH held AS MATERIALIZED (
  SELECT id, path, declared_bytes, state, reason, detail, attempts, image_id FROM pixferry.file
  WHERE job_id = $1 AND state = 'pending' AND leased = 1
    AND available_at > @now($3) AND available_at <= @plus_ms(@now($3), $4))
SELECT id, path, declared_bytes, state, reason, detail, attempts, image_id FROM held
WHERE id > $2 ORDER BY id LIMIT $5
