SELECT id, path, declared_bytes, state, reason, detail, attempts, image_id FROM pixferry.file
WHERE job_id = $1 AND id > $2 ORDER BY id LIMIT $3
