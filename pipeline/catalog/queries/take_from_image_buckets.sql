UPDATE pixferry.image_bucket SET images = image_bucket.images - gone_images
FROM @rows($2; of_bucket bigint, of_source text, gone_images bigint) AS gone
WHERE owner = $1 AND bucket = of_bucket AND source = of_source
