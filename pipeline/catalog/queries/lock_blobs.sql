-- In one order. Who takes the last image of some bytes away, and who imports them again, do so one after
-- the other.
SELECT blob.sha256
FROM @rows($1; of_owner text, of_sha256 text) AS wanted
JOIN pixferry.blob ON blob.owner = wanted.of_owner AND blob.sha256 = wanted.of_sha256
ORDER BY blob.owner, blob.sha256 @for_update
