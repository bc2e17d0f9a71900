DELETE FROM pixferry.folder
WHERE job_id = $1 AND folder_id IN (SELECT folder_id FROM pixferry.folder
                                    WHERE job_id = $1 ORDER BY folder_id LIMIT $2)
RETURNING state, depth
