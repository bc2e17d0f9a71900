INSERT INTO pixferry.job_deletion (job_id, owner, takes_images) VALUES ($1, $2, $3)
