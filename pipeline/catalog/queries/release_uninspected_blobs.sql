UPDATE pixferry.blob
SET inspections = inspections - 1, inspect_at = @plus_ms(@now($2), $3)
FROM @rows($1; of_owner text, of_sha256 text) AS held
WHERE owner = of_owner AND sha256 = of_sha256 AND thumbnail_state = 'none' AND inspections > 0
