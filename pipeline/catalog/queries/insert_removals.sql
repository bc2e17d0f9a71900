-- Those that are being removed are left to whoever does it; those that were removed may be there again.
INSERT INTO pixferry.removal (object_name, held_until)
SELECT DISTINCT doomed.of_name, @plus_ms(@now($2), $3) FROM @rows($1; of_name text) AS doomed
WHERE true
ON CONFLICT (object_name) DO UPDATE
SET token = removal.token + 1, held_until = EXCLUDED.held_until, removed_at = NULL
WHERE removal.removed_at IS NOT NULL
RETURNING object_name, token
