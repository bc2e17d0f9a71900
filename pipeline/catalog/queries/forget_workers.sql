DELETE FROM pixferry.worker WHERE seen_at < @plus_ms(@now($1), -$2)
