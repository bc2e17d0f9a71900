INSERT INTO pixferry.webhook (id, owner, url, description, secret, created_at)
SELECT $1, $2, $3, $4, $5, @now($6)
WHERE (SELECT count(*) FROM pixferry.webhook WHERE owner = $2) < $7
RETURNING id
