-- The job goes on, and then each file of which it tries again. Of more than the job keeps, those that
-- would be replaced at once are left out; their numbers are used up all the same.
WITH told AS (
  SELECT 1 AS place, 'state' AS kind, 'processing' AS state, CAST(NULL AS @bigint) AS file_id
  UNION ALL
  SELECT 1 + row_number() OVER (ORDER BY id), 'file', 'pending', id FROM pixferry.file
  WHERE job_id = $1 AND state = 'failed')
INSERT INTO pixferry.event (job_id, slot, number, kind, made_at, state, file_id)
SELECT job.id, (job.events + told.place) % $4, job.events + told.place, told.kind, @now($2),
       told.state, told.file_id
FROM told JOIN pixferry.job ON job.id = $1
WHERE told.place > $3 + 1 - $4
ORDER BY told.place
ON CONFLICT (job_id, slot) DO UPDATE
SET number = EXCLUDED.number, kind = EXCLUDED.kind, made_at = EXCLUDED.made_at,
    state = EXCLUDED.state, file_id = EXCLUDED.file_id, reason = NULL, detail = '', attempts = 0
