-- The bucket of ids in which the image with that many newer ones lies, and how many lie above it.
SELECT bucket, CAST(upto - images AS bigint)
FROM (SELECT bucket, images, sum(images) OVER (ORDER BY bucket DESC) AS upto
      FROM (SELECT bucket, sum(images) AS images FROM pixferry.image_bucket
            WHERE owner = $1 AND (CAST($2 AS text) IS NULL OR source = $2)
            GROUP BY bucket) AS bucket_sum) AS bucket_upto
WHERE upto > $3
ORDER BY bucket DESC LIMIT 1
