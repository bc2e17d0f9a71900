-- The images of bytes that were looked into after they had come: what was found goes before what is
-- declared.
UPDATE pixferry.image
SET timeline_at = COALESCE(known_taken_at, image.declared_taken_at, image.created_at),
    aspect = COALESCE(known_aspect, image.declared_aspect)
FROM (SELECT of_owner, of_sha256, blob.taken_at AS known_taken_at, blob.aspect AS known_aspect
      FROM @rows($1; of_owner text, of_sha256 text) AS filled
      LEFT JOIN pixferry.blob ON blob.owner = of_owner AND blob.sha256 = of_sha256) AS known
WHERE image.owner = of_owner AND image.sha256 = of_sha256
