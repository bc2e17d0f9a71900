-- Bytes that no image has shown for so long ($2). What nobody has looked into may still be in the hands
-- of an inspector, who took it before its last image went: it is left for longer ($3).
SELECT owner, sha256, substr(object_key, 6, 64) FROM pixferry.blob
WHERE unreferenced_at IS NOT NULL AND unreferenced_at <= @plus_ms(@now($1), -$2)
  AND (thumbnail_state <> 'none' OR unreferenced_at <= @plus_ms(@now($1), -$3))
  AND NOT EXISTS (SELECT 1 FROM pixferry.removal
                  WHERE removal.object_name = substr(blob.object_key, 6, 64))
ORDER BY unreferenced_at, owner, sha256 LIMIT $4 @skip_locked
