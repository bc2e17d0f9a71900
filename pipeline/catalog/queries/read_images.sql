-- The page is cut out of the index alone; only its rows are looked up.
SELECT image.id, image.source, image.source_file_id, image.name, image.path, blob.sha256,
       blob.size_bytes, blob.mime_type, blob.object_key, @ms(image.created_at)
FROM (SELECT id AS page_id FROM pixferry.image WHERE owner = $1 AND id < $2
      ORDER BY id DESC LIMIT $3 OFFSET $4) AS page
JOIN pixferry.image ON image.id = page.page_id
JOIN pixferry.blob ON blob.owner = image.owner AND blob.sha256 = image.sha256
ORDER BY image.id DESC
