-- A statement of its own behind lock_blobs: it sees the images that were committed meanwhile.
UPDATE pixferry.blob SET unreferenced_at = @now($2)
FROM @rows($1; of_owner text, of_sha256 text) AS left_alone
WHERE owner = of_owner AND sha256 = of_sha256 AND unreferenced_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM pixferry.image
                  WHERE image.owner = blob.owner AND image.sha256 = blob.sha256)
