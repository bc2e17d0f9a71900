DELETE FROM pixferry.image
WHERE owner = $1 AND id IN (SELECT image_id FROM @rows($2; image_id bigint) AS wanted)
RETURNING id, source, sha256
