-- Where a subfolder could not be read, nobody knows what is gone. A job that left out the subfolders
-- tells nothing of one that did not.
UPDATE pixferry.job
SET vanished = 0,
    previous_job = (SELECT earlier.id FROM pixferry.job AS earlier
                    WHERE earlier.owner = job.owner AND earlier.source = job.source
                      AND earlier.root_id = job.root_id AND earlier.created_at < job.created_at
                      AND earlier.state = 'completed' AND earlier.recursive <= job.recursive
                    ORDER BY earlier.created_at DESC LIMIT 1)
WHERE id IN (SELECT job_id FROM @rows($1; job_id text) AS wanted)
  AND state = 'completed' AND unreadable_folders = 0
