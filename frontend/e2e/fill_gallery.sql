-- Makes many images out of the few that were imported: rows of the same bytes under other names, as
-- an import of copies would leave them. :count is how many there are to be in the end.
PRAGMA foreign_keys = ON;
BEGIN;
CREATE TEMP TABLE sample AS
  SELECT row_number() OVER (ORDER BY id) - 1 AS place, image.* FROM image;
CREATE TEMP TABLE number AS
  WITH RECURSIVE counted (n) AS (
    SELECT (SELECT max(id) FROM image) + 1
    UNION ALL
    SELECT n + 1 FROM counted
    WHERE n < (SELECT max(id) FROM image) + :count - (SELECT count(*) FROM image)
  )
  SELECT n FROM counted;
INSERT INTO image (id, owner, source, source_file_id, revision, sha256, name, path, created_at,
                   timeline_at, aspect)
  SELECT n, owner, source, 'copy-' || n, revision, sha256, printf('IMG_%07d.jpg', n),
         printf('Archive/IMG_%07d.jpg', n), created_at + n * 100, timeline_at + n * 60000, aspect
  FROM number JOIN sample ON place = (n * 7919) % (SELECT count(*) FROM sample);
DELETE FROM image_total;
INSERT INTO image_total (owner, source, images)
  SELECT owner, source, count(*) FROM image GROUP BY owner, source;
DELETE FROM image_bucket;
INSERT INTO image_bucket (owner, bucket, source, images)
  SELECT owner, id / 1000, source, count(*) FROM image GROUP BY owner, id / 1000, source;
COMMIT;
