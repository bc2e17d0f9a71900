UPDATE pixferry.removal SET removed_at = @now($2)
FROM @rows($1; of_name text, of_token bigint) AS done
WHERE object_name = of_name AND token = of_token AND removed_at IS NULL
RETURNING object_name
