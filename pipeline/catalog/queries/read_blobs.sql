SELECT sha256, size_bytes, mime_type, object_key FROM pixferry.blob
WHERE owner = $1 AND object_key > $2
  AND NOT EXISTS (SELECT 1 FROM pixferry.removal
                  WHERE removal.object_name = substr(blob.object_key, 6, 64))
ORDER BY object_key LIMIT $3
