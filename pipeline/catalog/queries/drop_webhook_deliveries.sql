UPDATE pixferry.webhook_delivery SET state = 'failed', leased = 0, token = token + 1
WHERE webhook_id = $1 AND state = 'pending'
