-- Whoever changes what belongs to jobs locks the jobs first, in one order.
SELECT id, owner, source, state, @ms(started_at), @ms(rate_since), @ms(rate_at), rate_microfiles,
       rate_bytes, @ms(@now($2))
FROM pixferry.job
WHERE id IN (SELECT job_id FROM @rows($1; job_id text) AS wanted)
ORDER BY id @for_update
