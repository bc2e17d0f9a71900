INSERT INTO pixferry.folder (job_id, folder_id, resource_key, path, depth, available_at)
VALUES ($1, $2, $3, '', 0, @now($4))
