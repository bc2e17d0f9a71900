UPDATE pixferry.webhook_delivery
SET attempts = attempts - 1, token = token + 1, leased = 0, available_at = @now($3)
WHERE id = $1 AND token = $2 AND leased = 1
