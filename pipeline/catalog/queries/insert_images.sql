-- Gives back the new images only, so that the totals count each once.
INSERT INTO pixferry.image (owner, source, source_file_id, revision, sha256, name, path, created_at,
                            timeline_at, aspect)
SELECT shown.owner, shown.source, shown.source_file_id, shown.revision, shown.sha256, shown.name,
       shown.path, @now($2), COALESCE(blob.taken_at, @now($2)), blob.aspect
FROM @rows($1; owner text, source text, source_file_id text, revision text, sha256 text, name text,
           path text) AS shown
LEFT JOIN pixferry.blob ON blob.owner = shown.owner AND blob.sha256 = shown.sha256
WHERE true
ORDER BY shown.owner, shown.source, shown.source_file_id
ON CONFLICT (owner, source, source_file_id) DO NOTHING
RETURNING id, owner, source, source_file_id
