-- A file whose image is here in the same revision needs no download. Rows that are known already
-- must not use up the limit, so they are left out before it counts.
WITH listed AS MATERIALIZED (
  SELECT * FROM @rows($4; ordinal bigint, source_file_id text, name text, path text, mime_type text,
                      revision text, resource_key text, declared_bytes bigint, declared_sha256 text,
                      declared_md5 text, declared_dropbox_hash text, declared_facts text,
                      state text, reason text, detail text) AS page)
INSERT INTO pixferry.file (job_id, source_file_id, name, path, mime_type, revision, resource_key,
                           declared_bytes, declared_sha256, declared_md5, declared_dropbox_hash,
                           declared_facts, state, reason, detail, image_id, available_at,
                           finished_at)
SELECT $1, listed.source_file_id, listed.name, listed.path, listed.mime_type, listed.revision,
       listed.resource_key, listed.declared_bytes, listed.declared_sha256, listed.declared_md5,
       listed.declared_dropbox_hash, listed.declared_facts,
       CASE WHEN image.id IS NULL THEN listed.state ELSE 'skipped' END,
       CASE WHEN image.id IS NULL THEN listed.reason ELSE 'already_imported' END,
       listed.detail, image.id, @now($5),
       CASE WHEN listed.state <> 'pending' OR image.id IS NOT NULL THEN @now($5) END
FROM listed LEFT JOIN pixferry.image
  ON listed.state = 'pending' AND listed.revision <> '' AND image.owner = $2
     AND image.source = $3 AND image.source_file_id = listed.source_file_id
     AND image.revision = listed.revision
WHERE NOT EXISTS (SELECT 1 FROM pixferry.file
                  WHERE file.job_id = $1 AND file.source_file_id = listed.source_file_id)
ORDER BY listed.ordinal LIMIT $6
ON CONFLICT (job_id, source_file_id) DO NOTHING
RETURNING state, declared_bytes, image_id, id, reason, detail
