-- The bytes that these images ($1) are about to give up for others.
SELECT image.owner, image.sha256
FROM @rows($1; of_owner text, of_source text, of_file text, new_sha256 text) AS shown
JOIN pixferry.image
  ON image.owner = shown.of_owner AND image.source = shown.of_source
     AND image.source_file_id = shown.of_file
WHERE image.sha256 <> shown.new_sha256
ORDER BY image.id @for_update
