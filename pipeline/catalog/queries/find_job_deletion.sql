SELECT takes_images FROM pixferry.job_deletion WHERE job_id = $1 AND owner = $2
