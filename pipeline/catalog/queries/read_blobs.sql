SELECT sha256, size_bytes, mime_type, object_key FROM pixferry.blob
WHERE owner = $1 AND object_key > $2 ORDER BY object_key LIMIT $3
