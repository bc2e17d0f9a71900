UPDATE pixferry.webhook
SET old_secret = secret, old_secret_until = @plus_ms(@now($4), $5), secret = $3
WHERE id = $1 AND owner = $2
RETURNING id
