-- The images of unchanged files take the name and the place under which this job has found them.
UPDATE pixferry.image SET name = new_name, path = new_path
FROM (SELECT file.image_id AS seen_id, file.name AS new_name, file.path AS new_path
      FROM @rows($2; listed_id text) AS listed
      JOIN pixferry.file ON file.job_id = $1 AND file.source_file_id = listed.listed_id
      WHERE file.state = 'skipped' AND file.image_id IS NOT NULL) AS seen
WHERE id = seen_id AND (name <> new_name OR path <> new_path)
