SELECT state, token, page_token, pages, depth, attempts, landmark, restarts FROM pixferry.folder
WHERE job_id = $1 AND folder_id = $2 @for_update
