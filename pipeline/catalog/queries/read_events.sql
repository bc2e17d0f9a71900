SELECT event.number, event.kind, @ms(event.made_at), event.state, event.file_id, event.reason,
       event.detail, event.attempts, file.path
FROM pixferry.event LEFT JOIN pixferry.file ON file.id = event.file_id
WHERE event.job_id = $1 AND event.number > $2
ORDER BY event.number LIMIT $3
