UPDATE pixferry.removal SET held_until = @now($1) WHERE removed_at IS NULL
