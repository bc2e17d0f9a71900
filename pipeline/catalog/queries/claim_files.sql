-- The attempt is counted before the work begins, so that a file which kills its worker comes to an
-- end.
WITH due AS (
  SELECT id AS due_id FROM pixferry.file
  WHERE job_id = $1 AND state = 'pending' AND available_at <= @now($2) AND attempts < $3
  ORDER BY available_at, id LIMIT $4 @skip_locked)
UPDATE pixferry.file
SET token = token + 1, attempts = attempts + 1, leased = 1, claimed_at = @now($2),
    available_at = @plus_ms(@now($2), $5)
FROM due WHERE id = due_id
RETURNING id, token, attempts, source_file_id, name, path, mime_type, revision, resource_key,
          declared_bytes, declared_sha256, declared_md5, declared_dropbox_hash, declared_facts
