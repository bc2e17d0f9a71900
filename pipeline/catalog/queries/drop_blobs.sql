DELETE FROM pixferry.blob
WHERE (owner, sha256) IN (SELECT of_owner, of_sha256
                          FROM @rows($1; of_owner text, of_sha256 text) AS dropped)
