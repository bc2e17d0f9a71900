SELECT state FROM pixferry.job WHERE id = $1 AND owner = $2
