UPDATE pixferry.job SET started_at = @now($2) WHERE id = $1 AND started_at IS NULL
