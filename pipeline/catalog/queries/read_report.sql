-- Files with what became of them; of the image only where it still is what this file gave, and has
-- not been replaced by a later revision.
SELECT file.id, file.path, file.declared_bytes, file.state, file.reason, file.detail, file.attempts,
       file.image_id, file.source_file_id, file.revision, file.mime_type, file.declared_sha256,
       file.declared_md5, file.declared_dropbox_hash, @ms(file.finished_at), image.sha256,
       blob.size_bytes, blob.mime_type, blob.object_key, @ms(blob.taken_at)
FROM pixferry.file
LEFT JOIN pixferry.image ON image.id = file.image_id AND image.revision = file.revision
LEFT JOIN pixferry.blob ON blob.owner = image.owner AND blob.sha256 = image.sha256
WHERE file.job_id = $1 AND file.id > $2
  AND (CAST($3 AS text) IS NULL OR file.state = $3)
  AND (CAST($4 AS text) IS NULL OR file.reason = $4)
ORDER BY file.id LIMIT $5
