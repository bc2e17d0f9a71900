SELECT count(*) FROM @rows($2; listed_id text) AS listed
WHERE NOT EXISTS (SELECT 1 FROM pixferry.file
                  WHERE file.job_id = $1 AND file.source_file_id = listed.listed_id)
