DELETE FROM pixferry.webhook_attempt WHERE delivery_id = $1 AND number <= $2
