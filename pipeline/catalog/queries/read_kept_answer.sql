SELECT request_hash, status, location, content_type, body FROM pixferry.kept_answer
WHERE owner = $1 AND key_hash = $2
