-- Whoever finishes files holds the row of their job until the end.
SELECT id FROM pixferry.job WHERE state IN ('processing', 'paused') ORDER BY id @for_update
