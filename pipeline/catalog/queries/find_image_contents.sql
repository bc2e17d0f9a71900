SELECT image.owner, image.sha256
FROM @rows($2; image_id bigint) AS wanted
JOIN pixferry.image ON image.id = wanted.image_id
WHERE image.owner = $1
