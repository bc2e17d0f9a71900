UPDATE pixferry.file
SET attempts = attempts - 1, token = token + 1, leased = 0, available_at = @now($1)
WHERE state = 'pending' AND attempts > 0 AND leased = 1
