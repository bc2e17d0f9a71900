INSERT INTO pixferry.worker (id, host, process_id, version, transfers, files_held, folders_held,
                             is_draining, held_up_by, started_at, seen_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, @now($10), @now($10))
ON CONFLICT (id) DO UPDATE
SET files_held = EXCLUDED.files_held, folders_held = EXCLUDED.folders_held,
    is_draining = EXCLUDED.is_draining, held_up_by = EXCLUDED.held_up_by,
    seen_at = EXCLUDED.seen_at
