SELECT id, path, declared_bytes, state, reason, detail, attempts, image_id FROM pixferry.file
WHERE job_id = $1 AND id > $2
  AND (CAST($3 AS text) IS NULL OR state = $3) AND (CAST($4 AS text) IS NULL OR reason = $4)
ORDER BY id LIMIT $5
