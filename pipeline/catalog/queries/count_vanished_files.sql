UPDATE pixferry.job
SET vanished = (SELECT count(*) FROM pixferry.file AS earlier
                WHERE earlier.job_id = job.previous_job AND earlier.image_id IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM pixferry.file AS present
                                  WHERE present.job_id = job.id
                                    AND present.source_file_id = earlier.source_file_id))
WHERE id IN (SELECT job_id FROM @rows($1; job_id text) AS wanted) AND previous_job IS NOT NULL
