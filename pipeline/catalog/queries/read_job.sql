SELECT id, source, state, folder_url, folder_name, total, imported, skipped, failed, bytes_total,
       bytes_done, pending_folders, unreadable_folders, error_code, error_message, @ms(created_at),
       @ms(started_at), @ms(finished_at), vanished, events,
       @ms(rate_since), @ms(rate_at), rate_microfiles, rate_bytes, @ms(@now($3))
FROM pixferry.job WHERE id = $1 AND owner = $2
