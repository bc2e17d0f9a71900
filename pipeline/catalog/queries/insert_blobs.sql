INSERT INTO pixferry.blob (owner, sha256, size_bytes, mime_type, object_key, dropbox_hash,
                           created_at)
SELECT stored.owner, stored.sha256, stored.size_bytes, stored.mime_type, stored.object_key,
       stored.dropbox_hash, @now($2)
FROM @rows($1; owner text, sha256 text, size_bytes bigint, mime_type text, object_key text,
           dropbox_hash text) AS stored
WHERE true
ORDER BY stored.owner, stored.sha256
ON CONFLICT (owner, sha256) DO NOTHING
