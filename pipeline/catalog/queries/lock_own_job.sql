SELECT state, source, root_id FROM pixferry.job WHERE id = $1 AND owner = $2 @for_update
