-- What a collector would take now, whether somebody has begun it or not.
SELECT count(*), CAST(COALESCE(sum(size_bytes), 0) AS bigint) FROM pixferry.blob
WHERE unreferenced_at IS NOT NULL AND unreferenced_at <= @plus_ms(@now($1), -$2)
  AND (thumbnail_state <> 'none' OR unreferenced_at <= @plus_ms(@now($1), -$3))
