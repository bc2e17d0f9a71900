-- A statement of its own behind the one that locked them: it sees the images that were committed
-- meanwhile.
SELECT listed.of_owner, listed.of_sha256 FROM @rows($1; of_owner text, of_sha256 text) AS listed
WHERE EXISTS (SELECT 1 FROM pixferry.image
              WHERE image.owner = listed.of_owner AND image.sha256 = listed.of_sha256)
