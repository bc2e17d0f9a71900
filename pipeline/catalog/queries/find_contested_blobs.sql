-- Of the bytes that were just written ($1): those whose objects somebody removes or has removed, and
-- those that no image showed. A statement of its own behind insert_blobs, which locks their rows: it
-- sees what a collector has committed meanwhile.
SELECT stored.owner, stored.sha256, removal.object_name, @ms(removal.removed_at),
       CASE WHEN blob.unreferenced_at IS NULL THEN 0 ELSE 1 END
FROM @rows($1; owner text, sha256 text, object_key text) AS stored
LEFT JOIN pixferry.removal ON removal.object_name = substr(stored.object_key, 6, 64)
LEFT JOIN pixferry.blob ON blob.owner = stored.owner AND blob.sha256 = stored.sha256
WHERE removal.object_name IS NOT NULL OR blob.unreferenced_at IS NOT NULL
