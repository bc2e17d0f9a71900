SELECT CAST(COALESCE(sum(images), 0) AS bigint) FROM pixferry.image_total
WHERE owner = $1 AND (CAST($2 AS text) IS NULL OR source = $2)
