-- The state is asked for as in record_files.sql.
UPDATE pixferry.file SET available_at = @plus_ms(@now($2), $3)
FROM @rows($1; held_id bigint, held_token bigint) AS held
WHERE id = held_id AND token = held_token AND state NOT IN ('imported', 'skipped', 'failed')
  AND EXISTS (SELECT 1 FROM pixferry.job
              WHERE job.id = file.job_id AND job.state IN ('processing', 'paused'))
RETURNING id, token
