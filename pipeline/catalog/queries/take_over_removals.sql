-- What a collector left that died. The token keeps it from writing, should it live after all.
WITH due AS (
  SELECT object_name AS due_name FROM pixferry.removal
  WHERE removed_at IS NULL AND held_until <= @now($1)
  ORDER BY held_until LIMIT $2 @skip_locked)
UPDATE pixferry.removal SET token = token + 1, held_until = @plus_ms(@now($1), $3)
FROM due WHERE object_name = due_name
RETURNING object_name, token
