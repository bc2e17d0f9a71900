SELECT id, url, secret, CASE WHEN old_secret_until > @now($2) THEN old_secret END
FROM pixferry.webhook WHERE id IN (SELECT webhook FROM @rows($1; webhook text) AS wanted)
