UPDATE pixferry.job
SET total = total + more_total, imported = imported + more_imported,
    skipped = skipped + more_skipped, failed = failed + more_failed,
    bytes_total = bytes_total + more_bytes_total, bytes_done = bytes_done + more_bytes_done,
    pending_folders = pending_folders + more_pending_folders,
    unreadable_folders = unreadable_folders + more_unreadable_folders,
    events = events + more_events,
    rate_since = COALESCE(@at(new_rate_since_ms), rate_since),
    rate_at = COALESCE(@at(new_rate_at_ms), rate_at),
    rate_microfiles = COALESCE(new_rate_microfiles, rate_microfiles),
    rate_bytes = COALESCE(new_rate_bytes, rate_bytes)
FROM @rows($1; changed_id text, more_total bigint, more_imported bigint, more_skipped bigint,
           more_failed bigint, more_bytes_total bigint, more_bytes_done bigint,
           more_pending_folders bigint, more_unreadable_folders bigint, more_events bigint,
           new_rate_since_ms bigint, new_rate_at_ms bigint, new_rate_microfiles bigint,
           new_rate_bytes bigint) AS change
WHERE id = changed_id
