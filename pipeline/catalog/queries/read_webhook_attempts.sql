SELECT delivery_id, number, @ms(made_at), duration_ms, status, error, answer
FROM pixferry.webhook_attempt
WHERE delivery_id IN (SELECT delivery FROM @rows($1; delivery bigint) AS wanted)
ORDER BY delivery_id, number
