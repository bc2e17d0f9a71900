SELECT count(*)
FROM @rows($3; source_file_id text, revision text) AS wanted
JOIN pixferry.image
  ON image.owner = $1 AND image.source = $2 AND image.source_file_id = wanted.source_file_id
     AND image.revision = wanted.revision
