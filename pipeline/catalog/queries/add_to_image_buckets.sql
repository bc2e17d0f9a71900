INSERT INTO pixferry.image_bucket (owner, bucket, source, images)
SELECT added.owner, added.bucket, added.source, added.images
FROM @rows($1; owner text, bucket bigint, source text, images bigint) AS added
WHERE true
ORDER BY added.owner, added.bucket, added.source
ON CONFLICT (owner, bucket, source) DO UPDATE SET images = image_bucket.images + EXCLUDED.images
