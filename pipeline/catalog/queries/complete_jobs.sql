-- A statement of its own after the jobs were locked: it sees what a retry has committed meanwhile.
UPDATE pixferry.job
SET state = CASE WHEN error_code IS NULL THEN 'completed' ELSE 'failed' END,
    finished_at = @now($2), events = events + 2
WHERE id IN (SELECT job_id FROM @rows($1; job_id text) AS wanted) AND state = 'processing'
  AND NOT EXISTS (SELECT 1 FROM pixferry.folder
                  WHERE folder.job_id = job.id AND folder.state = 'pending')
  AND NOT EXISTS (SELECT 1 FROM pixferry.file
                  WHERE file.job_id = job.id AND file.state = 'pending')
RETURNING id, state
