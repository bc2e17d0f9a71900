INSERT INTO pixferry.webhook_event (webhook_id, event)
SELECT $1, chosen.kind FROM @rows($2; kind text) AS chosen
