-- How many images the buckets of ids above that one hold, from the lowest on.
SELECT bucket, CAST(sum(images) AS bigint) FROM pixferry.image_bucket
WHERE owner = $1 AND (CAST($2 AS text) IS NULL OR source = $2) AND bucket > $3
GROUP BY bucket ORDER BY bucket LIMIT $4
