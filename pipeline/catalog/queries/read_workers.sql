SELECT id, host, process_id, version, transfers, files_held, folders_held, is_draining, held_up_by,
       @ms(started_at), @ms(seen_at),
       CASE WHEN seen_at < @plus_ms(@now($1), -$2) THEN 1 ELSE 0 END AS is_silent
FROM pixferry.worker ORDER BY started_at, id LIMIT $3
