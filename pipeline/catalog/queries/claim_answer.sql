-- No row if the key is taken and its time is not over.
INSERT INTO pixferry.kept_answer (owner, key_hash, request_hash, token, expires_at)
VALUES ($1, $2, $3, 1, @plus_ms(@now($4), $5))
ON CONFLICT (owner, key_hash) DO UPDATE
SET request_hash = EXCLUDED.request_hash, token = kept_answer.token + 1, status = NULL,
    location = '', content_type = '', body = '', expires_at = EXCLUDED.expires_at
WHERE kept_answer.expires_at <= @now($4)
RETURNING token
