SELECT token FROM pixferry.kept_answer WHERE expires_at <= @now($1) LIMIT 1
