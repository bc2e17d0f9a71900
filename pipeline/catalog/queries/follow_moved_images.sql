-- The images of unchanged files take the name and the place under which this job has found them.
-- CROSS JOIN: SQLite would begin with all files of the job.
WITH seen AS MATERIALIZED (
  SELECT file.image_id AS seen_id, file.name AS new_name, file.path AS new_path
  FROM @rows($2; listed_id text) AS listed CROSS JOIN pixferry.file
  WHERE file.job_id = $1 AND file.source_file_id = listed.listed_id
    AND file.state = 'skipped' AND file.image_id IS NOT NULL)
UPDATE pixferry.image SET name = new_name, path = new_path
FROM seen WHERE id = seen_id AND (name <> new_name OR path <> new_path)
