UPDATE pixferry.folder SET available_at = @plus_ms(@now($2), $3)
FROM @rows($1; held_job text, held_folder text, held_token bigint) AS held
WHERE job_id = held_job AND folder_id = held_folder AND token = held_token AND state = 'pending'
  AND EXISTS (SELECT 1 FROM pixferry.job
              WHERE job.id = folder.job_id AND job.state IN ('processing', 'paused'))
RETURNING job_id, folder_id, token
