UPDATE pixferry.blob SET unreferenced_at = NULL
FROM @rows($1; of_owner text, of_sha256 text) AS shown
WHERE owner = of_owner AND sha256 = of_sha256
