UPDATE pixferry.webhook_delivery SET token = token + 1, leased = 0, available_at = @now($1)
WHERE state = 'pending' AND leased = 1
