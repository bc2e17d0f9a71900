UPDATE pixferry.webhook SET failing_since = COALESCE(failing_since, @now($2)) WHERE id = $1
