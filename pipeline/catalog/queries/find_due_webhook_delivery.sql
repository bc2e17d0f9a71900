SELECT 1 FROM pixferry.webhook_delivery WHERE state = 'pending' AND available_at <= @now($1) LIMIT 1
