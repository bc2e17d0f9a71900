-- Of the ids in $2 where $3 is 1, and of the reason $4 where it is given.
SELECT count(*) FROM pixferry.file
WHERE job_id = $1 AND state = 'failed'
  AND (CAST($3 AS integer) = 0 OR id IN (SELECT file_id FROM @rows($2; file_id bigint) AS wanted))
  AND (CAST($4 AS text) IS NULL OR reason = $4)
