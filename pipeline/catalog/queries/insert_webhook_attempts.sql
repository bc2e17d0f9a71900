INSERT INTO pixferry.webhook_attempt (delivery_id, number, made_at, duration_ms, status, error, answer)
SELECT called.delivery, called.place, @now($2), called.duration, called.code, called.complaint,
       called.reply
FROM @rows($1; delivery bigint, place bigint, duration bigint, code integer, complaint text,
           reply text) AS called
