SELECT id, source, state, folder_url, folder_name, total, imported, skipped, failed, bytes_total,
       bytes_done, pending_folders, unreadable_folders, error_code, error_message, @ms(created_at),
       @ms(started_at), @ms(finished_at), vanished, events,
       @ms(rate_since), @ms(rate_at), rate_microfiles, rate_bytes, @ms(@now($7))
FROM pixferry.job
WHERE owner = $1 AND (CAST($2 AS text) IS NULL OR state = $2)
  AND (CAST($3 AS text) IS NULL OR source = $3)
  AND (created_at, id) < (@at($4), $5)
ORDER BY job.created_at DESC, job.id DESC LIMIT $6
