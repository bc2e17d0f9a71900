DELETE FROM pixferry.worker WHERE id = $1
