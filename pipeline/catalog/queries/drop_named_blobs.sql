DELETE FROM pixferry.blob
WHERE substr(object_key, 6, 64) IN (SELECT of_name FROM @rows($1; of_name text) AS removed)
