-- Bytes that are here already take the facts where nobody had looked into them. Gives back what was
-- written: with inspections above 0, what had been here before.
INSERT INTO pixferry.blob (owner, sha256, size_bytes, mime_type, object_key, dropbox_hash,
                           thumbnail_state, warning, width, height, aspect, orientation, taken_at,
                           taken_offset_minutes, camera_make, camera_model, camera_lens,
                           exposure_seconds, f_number, focal_length_mm, iso, latitude, longitude,
                           altitude_metres, thumbhash, created_at, inspect_at)
SELECT stored.owner, stored.sha256, stored.size_bytes, stored.mime_type, stored.object_key,
       stored.dropbox_hash, stored.thumbnail_state, stored.warning, stored.width, stored.height,
       stored.aspect, stored.orientation, @at(stored.taken_ms), stored.taken_offset_minutes,
       stored.camera_make, stored.camera_model, stored.camera_lens, stored.exposure_seconds,
       stored.f_number, stored.focal_length_mm, stored.iso, stored.latitude, stored.longitude,
       stored.altitude_metres, stored.thumbhash, @now($2), @now($2)
FROM @rows($1; owner text, sha256 text, size_bytes bigint, mime_type text, object_key text,
           dropbox_hash text, thumbnail_state text, warning text, width bigint, height bigint,
           aspect bigint, orientation integer, taken_ms bigint, taken_offset_minutes integer,
           camera_make text, camera_model text, camera_lens text, exposure_seconds float8,
           f_number float8, focal_length_mm float8, iso bigint, latitude float8, longitude float8,
           altitude_metres float8, thumbhash text) AS stored
WHERE true
ORDER BY stored.owner, stored.sha256
ON CONFLICT (owner, sha256) DO UPDATE
SET thumbnail_state = EXCLUDED.thumbnail_state, warning = EXCLUDED.warning, width = EXCLUDED.width,
    height = EXCLUDED.height, aspect = EXCLUDED.aspect, orientation = EXCLUDED.orientation,
    taken_at = EXCLUDED.taken_at, taken_offset_minutes = EXCLUDED.taken_offset_minutes,
    camera_make = EXCLUDED.camera_make, camera_model = EXCLUDED.camera_model,
    camera_lens = EXCLUDED.camera_lens, exposure_seconds = EXCLUDED.exposure_seconds,
    f_number = EXCLUDED.f_number, focal_length_mm = EXCLUDED.focal_length_mm, iso = EXCLUDED.iso,
    latitude = EXCLUDED.latitude, longitude = EXCLUDED.longitude,
    altitude_metres = EXCLUDED.altitude_metres, thumbhash = EXCLUDED.thumbhash,
    inspections = blob.inspections + 1
WHERE blob.thumbnail_state = 'none' AND EXCLUDED.thumbnail_state <> 'none'
RETURNING owner, sha256, inspections
