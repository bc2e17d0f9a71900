-- The try is counted before the work begins. The last one is leased for ever ($5), so that bytes
-- whose inspection kills its worker come to an end, and are not met at each claim either. What no image
-- shows is left to the collector.
WITH due AS (
  SELECT owner AS due_owner, sha256 AS due_sha256 FROM pixferry.blob
  WHERE thumbnail_state = 'none' AND unreferenced_at IS NULL AND inspect_at <= @now($1)
  ORDER BY inspect_at, owner, sha256 LIMIT $2 @skip_locked)
UPDATE pixferry.blob
SET inspections = inspections + 1,
    inspect_at = CASE WHEN inspections + 1 < $4 THEN @plus_ms(@now($1), $3) ELSE @at($5) END
FROM due WHERE owner = due_owner AND sha256 = due_sha256
RETURNING owner, sha256, size_bytes, mime_type, object_key
