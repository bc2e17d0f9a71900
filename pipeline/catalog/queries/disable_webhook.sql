UPDATE pixferry.webhook SET disabled_at = @now($2), disabled_reason = $3
WHERE id = $1 AND disabled_at IS NULL
