SELECT substr(blob.object_key, 6, 64), blob.sha256, blob.size_bytes, blob.mime_type,
       blob.object_key,
       CASE WHEN EXISTS (SELECT 1 FROM pixferry.image
                         WHERE image.owner = blob.owner AND image.sha256 = blob.sha256)
            THEN 1 ELSE 0 END
FROM @rows($1; of_name text) AS wanted
LEFT JOIN pixferry.blob ON substr(blob.object_key, 6, 64) = wanted.of_name
WHERE blob.object_key IS NOT NULL
