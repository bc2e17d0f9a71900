DELETE FROM pixferry.removal
WHERE object_name IN (SELECT of_name FROM @rows($1; of_name text) AS outlived)
