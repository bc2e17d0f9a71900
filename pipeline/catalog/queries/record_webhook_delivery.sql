UPDATE pixferry.webhook_delivery
SET state = $3, leased = 0, calls = calls + 1, available_at = @plus_ms(@now($4), $5)
WHERE id = $1 AND token = $2 AND leased = 1
RETURNING calls
