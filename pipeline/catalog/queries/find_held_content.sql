-- The files whose bytes are stored and verified; nulls for the others. The hash that a source declares
-- decides; a declared size may not speak against it. An MD5 proves nothing, and is not looked at.
-- Bytes whose objects are being removed are as good as gone.
-- LEFT JOIN: the few that are wanted must lead, or all blobs of the owner are read.
SELECT wanted_id, blob.sha256, blob.size_bytes, blob.mime_type, blob.object_key
FROM @rows($2; wanted_id bigint, wanted_sha256 text, wanted_bytes bigint) AS by_sha256
LEFT JOIN pixferry.blob ON blob.owner = $1 AND blob.sha256 = wanted_sha256
  AND (wanted_bytes IS NULL OR wanted_bytes = blob.size_bytes)
  AND NOT EXISTS (SELECT 1 FROM pixferry.removal
                  WHERE removal.object_name = substr(blob.object_key, 6, 64))
UNION ALL
SELECT wanted_id, blob.sha256, blob.size_bytes, blob.mime_type, blob.object_key
FROM @rows($2; wanted_id bigint, wanted_dropbox_hash text, wanted_bytes bigint) AS by_dropbox_hash
LEFT JOIN pixferry.blob ON blob.owner = $1 AND blob.dropbox_hash = wanted_dropbox_hash
  AND (wanted_bytes IS NULL OR wanted_bytes = blob.size_bytes)
  AND NOT EXISTS (SELECT 1 FROM pixferry.removal
                  WHERE removal.object_name = substr(blob.object_key, 6, 64))
