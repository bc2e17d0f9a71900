UPDATE pixferry.job SET folder_name = $2 WHERE id = $1 AND folder_name <> $2
