-- The first condition is that of the partial index job_active.
SELECT id,
       CASE WHEN EXISTS (SELECT 1 FROM pixferry.folder
                         WHERE folder.job_id = job.id AND folder.state = 'pending'
                           AND folder.available_at <= @now($1) AND folder.attempts < $2)
            THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM pixferry.file
                         WHERE file.job_id = job.id AND file.state = 'pending'
                           AND file.available_at <= @now($1) AND file.attempts < $2)
            THEN 1 ELSE 0 END
FROM pixferry.job
WHERE state IN ('processing', 'paused') AND state = 'processing'
ORDER BY job.created_at, job.id
