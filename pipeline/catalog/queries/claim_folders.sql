-- The attempt is counted before the work begins, so that a folder which kills its worker comes to
-- an end.
WITH due AS (
  SELECT folder_id AS due_id FROM pixferry.folder
  WHERE job_id = $1 AND state = 'pending' AND available_at <= @now($2) AND attempts < $3
  ORDER BY available_at, folder_id LIMIT $4 @skip_locked)
UPDATE pixferry.folder
SET token = token + 1, attempts = attempts + 1, leased = 1,
    available_at = @plus_ms(@now($2), $5)
FROM due WHERE job_id = $1 AND folder_id = due_id
RETURNING folder_id, resource_key, path, depth, token, attempts, pages, page_token
