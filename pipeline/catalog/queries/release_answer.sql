DELETE FROM pixferry.kept_answer
WHERE owner = $1 AND key_hash = $2 AND token = $3 AND status IS NULL
