UPDATE pixferry.blob SET dropbox_hash = known_hash
FROM @rows($1; of_owner text, of_sha256 text, known_hash text) AS known
WHERE owner = of_owner AND sha256 = of_sha256
