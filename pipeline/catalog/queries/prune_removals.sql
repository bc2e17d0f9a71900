DELETE FROM pixferry.removal
WHERE object_name IN (SELECT object_name FROM pixferry.removal
                      WHERE removed_at IS NOT NULL AND removed_at <= @plus_ms(@now($1), -$2)
                      ORDER BY removed_at LIMIT $3)
