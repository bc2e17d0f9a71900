-- Nothing is inserted where the id is known already, or where the partial unique index says that an
-- active job of the same folder is there.
INSERT INTO pixferry.job (id, owner, source, root_id, folder_url, recursive, files_max, created_at,
                          pending_folders, trace_parent)
VALUES ($1, $2, $3, $4, $5, $6, $7, @now($8), 1, $9)
ON CONFLICT DO NOTHING
RETURNING id
