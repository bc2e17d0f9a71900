DELETE FROM pixferry.image_bucket
WHERE owner = $1 AND images = 0
  AND bucket IN (SELECT of_bucket FROM @rows($2; of_bucket bigint) AS gone)
