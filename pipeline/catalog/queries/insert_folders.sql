INSERT INTO pixferry.folder (job_id, folder_id, resource_key, path, depth, state, reason, detail,
                             available_at)
SELECT $1, found.found_id, found.resource_key, found.path, CAST($3 AS integer), $4, $5, $6, @now($7)
FROM @rows($2; found_id text, resource_key text, path text) AS found
WHERE true
ON CONFLICT (job_id, folder_id) DO NOTHING
RETURNING folder_id
