SELECT owner, sha256, size_bytes FROM pixferry.blob
WHERE (owner, sha256) > ($1, $2) AND size_bytes <= $3
ORDER BY owner, sha256 LIMIT $4
