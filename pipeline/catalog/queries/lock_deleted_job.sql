-- One that nobody else is clearing away just now. Of a cancelled job, settle ends the files first.
SELECT job_deletion.job_id, job_deletion.owner, job_deletion.takes_images
FROM pixferry.job_deletion JOIN pixferry.job ON job.id = job_deletion.job_id
WHERE job.imported + job.skipped + job.failed = job.total AND job.pending_folders = 0
ORDER BY job_deletion.job_id LIMIT 1 @skip_locked
