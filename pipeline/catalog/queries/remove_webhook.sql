DELETE FROM pixferry.webhook WHERE id = $1 AND owner = $2 RETURNING id
