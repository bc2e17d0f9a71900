DELETE FROM pixferry.webhook_delivery
WHERE id IN (SELECT id FROM pixferry.webhook_delivery
             WHERE state <> 'pending' AND created_at < @plus_ms(@now($1), -$2)
             ORDER BY created_at LIMIT $3)
