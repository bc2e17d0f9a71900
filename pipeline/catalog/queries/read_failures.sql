SELECT failure.reason, failure.files, file.name, file.detail
FROM (SELECT reason, count(*) AS files, min(id) AS first_id FROM pixferry.file
      WHERE job_id = $1 AND state = 'failed' GROUP BY reason) AS failure
JOIN pixferry.file ON file.id = failure.first_id
ORDER BY failure.files DESC, failure.reason
