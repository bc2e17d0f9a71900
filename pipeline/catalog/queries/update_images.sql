-- A file that was imported before keeps its image's id, under its present name, place and bytes.
UPDATE pixferry.image
SET revision = new_revision, sha256 = new_sha256, name = new_name, path = new_path,
    timeline_at = COALESCE(new_taken_at, @at(shown.declared_taken_ms), image.created_at),
    aspect = COALESCE(new_aspect, shown.declared_aspect), declared_facts = shown.declared_facts,
    declared_taken_at = @at(shown.declared_taken_ms), declared_aspect = shown.declared_aspect
FROM (SELECT listed.*, blob.taken_at AS new_taken_at, blob.aspect AS new_aspect
      FROM @rows($1; of_owner text, of_source text, of_file text, new_revision text,
                 new_sha256 text, new_name text, new_path text, declared_facts text,
                 declared_taken_ms bigint, declared_aspect bigint) AS listed
      LEFT JOIN pixferry.blob ON blob.owner = of_owner AND blob.sha256 = new_sha256) AS shown
WHERE image.owner = of_owner AND image.source = of_source AND source_file_id = of_file
RETURNING id, owner, source, source_file_id
