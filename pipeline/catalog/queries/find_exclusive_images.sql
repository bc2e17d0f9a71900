-- Of the next files of a job: the images that it imported and that no other job has found.
SELECT next_file.image_id
FROM (SELECT image_id, state FROM pixferry.file WHERE job_id = $1 ORDER BY id LIMIT $2) AS next_file
WHERE next_file.state = 'imported' AND next_file.image_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM pixferry.file AS other
                  WHERE other.image_id = next_file.image_id AND other.job_id <> $1)
