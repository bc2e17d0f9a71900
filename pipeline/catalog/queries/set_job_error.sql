-- The first cause stays.
UPDATE pixferry.job SET error_code = $2, error_message = $3 WHERE id = $1 AND error_code IS NULL
