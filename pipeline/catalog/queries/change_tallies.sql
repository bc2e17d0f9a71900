UPDATE pixferry.job
SET total = total + more_total, imported = imported + more_imported,
    skipped = skipped + more_skipped, failed = failed + more_failed,
    bytes_total = bytes_total + more_bytes_total, bytes_done = bytes_done + more_bytes_done,
    pending_folders = pending_folders + more_pending_folders,
    unreadable_folders = unreadable_folders + more_unreadable_folders,
    events = events + more_events
FROM @rows($1; changed_id text, more_total bigint, more_imported bigint, more_skipped bigint,
           more_failed bigint, more_bytes_total bigint, more_bytes_done bigint,
           more_pending_folders bigint, more_unreadable_folders bigint, more_events bigint) AS change
WHERE id = changed_id
