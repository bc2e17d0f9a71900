SELECT 1 FROM pixferry.job_deletion LIMIT 1
