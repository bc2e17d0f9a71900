SELECT CAST(COALESCE(SUM(total - imported - skipped - failed), 0) AS @bigint),
       @ms(MIN(CASE WHEN pending_folders > 0 OR imported + skipped + failed < total
                    THEN created_at END))
FROM pixferry.job WHERE state = 'processing'
