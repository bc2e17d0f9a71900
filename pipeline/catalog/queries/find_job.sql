SELECT id, recursive, files_max FROM pixferry.job WHERE id = $1
