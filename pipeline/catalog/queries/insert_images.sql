-- Gives back the new images only, so that the totals count each once.
INSERT INTO pixferry.image (owner, source, source_file_id, revision, sha256, name, path, created_at,
                            timeline_at, aspect, declared_facts, declared_taken_at,
                            declared_aspect)
SELECT shown.owner, shown.source, shown.source_file_id, shown.revision, shown.sha256, shown.name,
       shown.path, @now($2), COALESCE(blob.taken_at, @at(shown.declared_taken_ms), @now($2)),
       COALESCE(blob.aspect, shown.declared_aspect), shown.declared_facts,
       @at(shown.declared_taken_ms), shown.declared_aspect
FROM @rows($1; owner text, source text, source_file_id text, revision text, sha256 text, name text,
           path text, declared_facts text, declared_taken_ms bigint, declared_aspect bigint)
     AS shown
LEFT JOIN pixferry.blob ON blob.owner = shown.owner AND blob.sha256 = shown.sha256
WHERE true
ORDER BY shown.owner, shown.source, shown.source_file_id
ON CONFLICT (owner, source, source_file_id) DO NOTHING
RETURNING id, owner, source, source_file_id
