SELECT owner, source, state, recursive, files_max, total FROM pixferry.job WHERE id = $1
