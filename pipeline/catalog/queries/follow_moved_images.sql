-- The images of unchanged files take the name and the place under which this job has found them.
-- LEFT JOIN: the page must lead, or all files of the job are read.
WITH seen AS MATERIALIZED (
  SELECT file.image_id AS seen_id, file.name AS new_name, file.path AS new_path
  FROM @rows($2; listed_id text) AS listed LEFT JOIN pixferry.file
    ON file.job_id = $1 AND file.source_file_id = listed.listed_id AND file.state = 'skipped')
UPDATE pixferry.image SET name = new_name, path = new_path
FROM seen WHERE id = seen_id AND (name <> new_name OR path <> new_path)
