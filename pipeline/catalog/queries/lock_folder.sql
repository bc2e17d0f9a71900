SELECT state, token, page_token, pages, depth, attempts FROM pixferry.folder
WHERE job_id = $1 AND folder_id = $2 @for_update
