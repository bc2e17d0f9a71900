UPDATE pixferry.webhook SET failing_since = NULL, last_delivered_at = @now($2) WHERE id = $1
