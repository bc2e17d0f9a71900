SELECT value FROM pixferry.setting WHERE name = $1
