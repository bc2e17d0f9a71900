-- Rows with a stale token drop out here, each for itself.
SELECT done.ordinal, file.state, file.attempts, file.source_file_id, file.name, file.path,
       file.revision, file.quota_pauses, @ms(file.claimed_at)
FROM @rows($1; ordinal bigint, done_id bigint, done_token bigint, done_job text) AS done
JOIN pixferry.file
  ON file.id = done.done_id AND file.token = done.done_token AND file.job_id = done.done_job
ORDER BY file.id, done.ordinal @for_update
