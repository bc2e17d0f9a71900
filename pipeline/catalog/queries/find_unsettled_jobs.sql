-- The conditions are those of the partial indexes, so that thousands of old jobs cost nothing.
SELECT id FROM pixferry.job
WHERE state IN ('processing', 'paused') AND state = 'processing'
  AND NOT EXISTS (SELECT 1 FROM pixferry.folder
                  WHERE folder.job_id = job.id AND folder.state = 'pending')
  AND NOT EXISTS (SELECT 1 FROM pixferry.file
                  WHERE file.job_id = job.id AND file.state = 'pending')
UNION
SELECT id FROM pixferry.job
WHERE state = 'cancelled' AND imported + skipped + failed < total + pending_folders
UNION
SELECT job_id FROM pixferry.file
WHERE state = 'pending' AND attempts > 0 AND attempts >= $2 AND available_at <= @now($1)
UNION
SELECT job_id FROM pixferry.folder
WHERE state = 'pending' AND attempts > 0 AND attempts >= $2 AND available_at <= @now($1)
