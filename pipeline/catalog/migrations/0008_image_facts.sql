-- What follows from an image's bytes (model/inspection.hpp), once somebody has looked into them:
-- `thumbnail_state` is 'none' until then. `taken_at` is in UTC where the camera wrote its offset, and
-- what the camera's clock showed where it did not. `aspect` is a thousand times width by height.
ALTER TABLE pixferry.blob ADD COLUMN thumbnail_state text NOT NULL DEFAULT 'none'
  CHECK (thumbnail_state IN ('none', 'done', 'unsupported', 'damaged'));
ALTER TABLE pixferry.blob ADD COLUMN warning text
  CHECK (warning IN ('truncated', 'no_decoder', 'too_many_pixels', 'damaged_pixels'));
ALTER TABLE pixferry.blob ADD COLUMN width @bigint CHECK (width > 0);
ALTER TABLE pixferry.blob ADD COLUMN height @bigint CHECK (height > 0);
ALTER TABLE pixferry.blob ADD COLUMN aspect @bigint CHECK (aspect > 0);
ALTER TABLE pixferry.blob ADD COLUMN orientation integer NOT NULL DEFAULT 1
  CHECK (orientation BETWEEN 1 AND 8);
ALTER TABLE pixferry.blob ADD COLUMN taken_at @timestamp;
ALTER TABLE pixferry.blob ADD COLUMN taken_offset_minutes integer;
ALTER TABLE pixferry.blob ADD COLUMN camera_make text NOT NULL DEFAULT '';
ALTER TABLE pixferry.blob ADD COLUMN camera_model text NOT NULL DEFAULT '';
ALTER TABLE pixferry.blob ADD COLUMN camera_lens text NOT NULL DEFAULT '';
ALTER TABLE pixferry.blob ADD COLUMN exposure_seconds @real;
ALTER TABLE pixferry.blob ADD COLUMN f_number @real;
ALTER TABLE pixferry.blob ADD COLUMN focal_length_mm @real;
ALTER TABLE pixferry.blob ADD COLUMN iso @bigint;
ALTER TABLE pixferry.blob ADD COLUMN latitude @real;
ALTER TABLE pixferry.blob ADD COLUMN longitude @real;
ALTER TABLE pixferry.blob ADD COLUMN altitude_metres @real;
-- In Base64, as browsers take it.
ALTER TABLE pixferry.blob ADD COLUMN thumbhash text NOT NULL DEFAULT '';

-- Looking into bytes that came without it: how often it was begun, and when it may be begun next.
ALTER TABLE pixferry.blob ADD COLUMN inspections integer NOT NULL DEFAULT 0
  CHECK (inspections >= 0);
ALTER TABLE pixferry.blob ADD COLUMN inspect_at @timestamp;
UPDATE pixferry.blob SET inspect_at = created_at;
CREATE INDEX @index_on(blob_uninspected, blob) (inspect_at, owner, sha256)
  WHERE thumbnail_state = 'none';

-- What images are placed by, so that a page of them is cut out of one index: `timeline_at` is when
-- the image was taken, or else when it came; `aspect` is that of its blob.
ALTER TABLE pixferry.image ADD COLUMN timeline_at @timestamp;
ALTER TABLE pixferry.image ADD COLUMN aspect @bigint;
UPDATE pixferry.image SET timeline_at = created_at;
CREATE INDEX @index_on(image_timeline, image) (owner, timeline_at, id);
-- The beginning of the name: an engine may refuse to index a longer text.
CREATE INDEX @index_on(image_name, image) (owner, (substr(@lower(name), 1, 100)), id);
CREATE INDEX @index_on(file_image_of_job, file) (job_id, image_id) WHERE image_id IS NOT NULL;
