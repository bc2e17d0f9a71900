UPDATE pixferry.webhook
SET disabled_at = NULL, disabled_reason = '', failing_since = NULL
WHERE id = $1 AND owner = $2
RETURNING id
