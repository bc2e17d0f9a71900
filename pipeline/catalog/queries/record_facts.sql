UPDATE pixferry.blob
SET thumbnail_state = looked.thumbnail_state, warning = looked.warning, width = looked.width,
    height = looked.height, aspect = looked.aspect, orientation = looked.orientation,
    taken_at = @at(looked.taken_ms), taken_offset_minutes = looked.taken_offset_minutes,
    camera_make = looked.camera_make, camera_model = looked.camera_model,
    camera_lens = looked.camera_lens, exposure_seconds = looked.exposure_seconds,
    f_number = looked.f_number, focal_length_mm = looked.focal_length_mm, iso = looked.iso,
    latitude = looked.latitude, longitude = looked.longitude,
    altitude_metres = looked.altitude_metres, thumbhash = looked.thumbhash
FROM @rows($1; of_owner text, of_sha256 text, thumbnail_state text, warning text, width bigint,
           height bigint, aspect bigint, orientation integer, taken_ms bigint,
           taken_offset_minutes integer, camera_make text, camera_model text, camera_lens text,
           exposure_seconds float8, f_number float8, focal_length_mm float8, iso bigint,
           latitude float8, longitude float8, altitude_metres float8, thumbhash text) AS looked
WHERE blob.owner = of_owner AND blob.sha256 = of_sha256 AND blob.thumbnail_state = 'none'
RETURNING owner, sha256
