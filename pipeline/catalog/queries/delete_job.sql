DELETE FROM pixferry.job WHERE id = $1
