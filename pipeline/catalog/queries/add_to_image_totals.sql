INSERT INTO pixferry.image_total (owner, source, images)
SELECT added.owner, added.source, added.images
FROM @rows($1; owner text, source text, images bigint) AS added
WHERE true
ORDER BY added.owner, added.source
ON CONFLICT (owner, source) DO UPDATE SET images = image_total.images + EXCLUDED.images
