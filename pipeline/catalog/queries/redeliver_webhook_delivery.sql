UPDATE pixferry.webhook_delivery
SET state = 'pending', attempts = 0, token = token + 1, available_at = @now($3)
WHERE id = $1 AND webhook_id = $2 AND leased = 0
