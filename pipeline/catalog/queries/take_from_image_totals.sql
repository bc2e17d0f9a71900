UPDATE pixferry.image_total SET images = image_total.images - gone_images
FROM @rows($2; of_source text, gone_images bigint) AS gone
WHERE owner = $1 AND source = of_source
