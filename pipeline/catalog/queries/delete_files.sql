DELETE FROM pixferry.file
WHERE id IN (SELECT id FROM pixferry.file WHERE job_id = $1 ORDER BY id LIMIT $2)
RETURNING state, declared_bytes, stored_bytes
