-- The job goes on, and then each file of which it tries again. Of more than the job keeps, those that
-- would be replaced at once are left out; their numbers are used up all the same.
WITH told AS (
  SELECT 1 AS place, 'state' AS kind, 'processing' AS state, CAST(NULL AS @bigint) AS file_id
  UNION ALL
  SELECT 1 + row_number() OVER (ORDER BY id), 'file', 'pending', id FROM pixferry.file
  WHERE job_id = $1 AND state = 'failed'
    AND (CAST($3 AS integer) = 0 OR id IN (SELECT file_id FROM @rows($2; file_id bigint) AS wanted))
    AND (CAST($4 AS text) IS NULL OR reason = $4))
INSERT INTO pixferry.event (job_id, slot, number, kind, made_at, state, file_id)
SELECT job.id, (job.events + told.place) % $7, job.events + told.place, told.kind, @now($5),
       told.state, told.file_id
FROM told JOIN pixferry.job ON job.id = $1
WHERE told.place > $6 + 1 - $7
ORDER BY told.place
ON CONFLICT (job_id, slot) DO UPDATE
SET number = EXCLUDED.number, kind = EXCLUDED.kind, made_at = EXCLUDED.made_at,
    state = EXCLUDED.state, file_id = EXCLUDED.file_id, reason = NULL, detail = '', attempts = 0
