UPDATE pixferry.webhook_delivery
SET state = 'failed', leased = 0, token = token + 1, calls = calls + 1
WHERE state = 'pending' AND attempts >= $2 AND available_at <= @now($1)
RETURNING id, calls
