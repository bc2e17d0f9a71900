-- As they were found by the job before; without those whose image was deleted since.
SELECT earlier.id, earlier.path, earlier.declared_bytes, earlier.state, earlier.reason,
       earlier.detail, earlier.attempts, earlier.image_id
FROM pixferry.job
JOIN pixferry.file AS earlier ON earlier.job_id = job.previous_job AND earlier.id > $2
WHERE job.id = $1 AND earlier.image_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM pixferry.file AS present
                  WHERE present.job_id = job.id
                    AND present.source_file_id = earlier.source_file_id)
ORDER BY earlier.id LIMIT $3
