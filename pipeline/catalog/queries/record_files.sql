-- Ends files, or puts them off (`delay_ms` is set): then the token moves on, so that the holder who
-- put the file off cannot write again. An ended file keeps its token, and the same finish may come
-- twice. The state is not compared with 'pending': that would lead PostgreSQL to the index of all
-- pending files, where the ids lead to a few.
UPDATE pixferry.file
SET state = new_state, reason = new_reason, last_error = new_last_error, detail = new_detail,
    attempts = new_attempts, quota_pauses = new_quota_pauses, image_id = new_image_id, stored_bytes = new_stored_bytes, leased = 0,
    token = CASE WHEN delay_ms IS NULL THEN token ELSE token + 1 END,
    available_at = CASE WHEN delay_ms IS NULL THEN available_at
                        ELSE @plus_ms(@now($2), delay_ms) END,
    finished_at = CASE WHEN delay_ms IS NULL THEN @now($2) END
FROM @rows($1; done_id bigint, done_token bigint, new_state text, new_reason text,
           new_last_error text, new_detail text, new_attempts integer,
           new_quota_pauses integer, new_image_id bigint,
           new_stored_bytes bigint, delay_ms bigint) AS done
WHERE id = done_id AND token = done_token AND state NOT IN ('imported', 'skipped', 'failed')
RETURNING id
