SELECT id FROM pixferry.webhook WHERE id = $1 AND owner = $2 @for_update
