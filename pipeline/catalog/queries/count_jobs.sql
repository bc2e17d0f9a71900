SELECT state, COUNT(*), CAST(SUM(total) AS bigint), CAST(SUM(imported) AS bigint),
       CAST(SUM(skipped) AS bigint), CAST(SUM(failed) AS bigint),
       CAST(SUM(bytes_total) AS bigint), CAST(SUM(bytes_done) AS bigint)
FROM pixferry.job WHERE owner = $1 GROUP BY state
