WITH remaining AS (
  SELECT id AS remaining_id FROM pixferry.file
  WHERE state = 'pending' AND job_id IN (SELECT job_id FROM @rows($1; job_id text) AS wanted)
  LIMIT $2 @skip_locked)
UPDATE pixferry.file
SET state = 'skipped', reason = 'cancelled', token = token + 1, leased = 0,
    finished_at = @now($3)
FROM remaining WHERE id = remaining_id
RETURNING job_id
