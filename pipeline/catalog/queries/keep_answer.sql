UPDATE pixferry.kept_answer
SET status = $4, location = $5, content_type = $6, body = $7,
    expires_at = @plus_ms(@now($8), $9)
WHERE owner = $1 AND key_hash = $2 AND token = $3 AND status IS NULL
