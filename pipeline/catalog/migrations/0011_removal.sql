-- What is taken out of the catalog again. An image that is deleted leaves its bytes; since when no image
-- shows them, stands with them.
ALTER TABLE pixferry.blob ADD COLUMN unreferenced_at @timestamp;
UPDATE pixferry.blob SET unreferenced_at = created_at
WHERE NOT EXISTS (SELECT 1 FROM pixferry.image
                  WHERE image.owner = blob.owner AND image.sha256 = blob.sha256);
CREATE INDEX @index_on(blob_unreferenced, blob) (unreferenced_at, owner, sha256)
  WHERE unreferenced_at IS NOT NULL;
-- By the 64 digits that the keys of an original and of its thumbnails have in common.
CREATE INDEX @index_on(blob_of_name, blob) (substr(object_key, 6, 64));

-- The objects of that name are being removed from the store; `removed_at` is when they were gone. The row
-- stays a while then: who stored the same bytes before, and has not finished, learns that they are
-- gone with the rest. `token` rises with each collector that takes the work over.
CREATE TABLE pixferry.removal (
  object_name text NOT NULL PRIMARY KEY,
  token @bigint NOT NULL DEFAULT 1,
  held_until @timestamp NOT NULL,
  removed_at @timestamp
) @strict @often_updated;
CREATE INDEX @index_on(removal_open, removal) (held_until) WHERE removed_at IS NULL;
CREATE INDEX @index_on(removal_done, removal) (removed_at) WHERE removed_at IS NOT NULL;

-- When the attempt began under which the file is held, or was last.
ALTER TABLE pixferry.file ADD COLUMN claimed_at @timestamp;

-- Jobs that somebody deleted. They belong to nobody from then on (job.owner is empty), so that nobody's
-- reading finds them; their rows go in batches. `owner` is whose they were.
CREATE TABLE pixferry.job_deletion (
  job_id text NOT NULL PRIMARY KEY @references(job) ON DELETE CASCADE,
  owner text NOT NULL,
  takes_images integer NOT NULL CHECK (takes_images IN (0, 1))
) @strict;
