-- No row unless every pending file waits, and waits because the provider said so.
-- The first file that waits for nothing ends the search.
SELECT @ms(available_at) FROM pixferry.file
WHERE job_id = $1 AND state = 'pending' AND NOT EXISTS (
  SELECT 1 FROM pixferry.file
  WHERE job_id = $1 AND state = 'pending'
    AND (available_at <= @plus_ms(@now($2), $3) OR leased = 1 OR last_error IS NULL
         OR last_error NOT IN ('rate_limited', 'download_quota_exceeded')))
ORDER BY available_at, id LIMIT 1
