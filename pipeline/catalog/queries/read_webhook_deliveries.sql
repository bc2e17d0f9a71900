SELECT id, message_id, event, job_id, state, @ms(created_at),
       CASE WHEN state = 'pending' THEN @ms(available_at) END
FROM pixferry.webhook_delivery
WHERE webhook_id = $1 AND id < $2 AND (CAST($3 AS text) IS NULL OR state = $3)
ORDER BY id DESC LIMIT $4
