-- What a completed job makes of the one before it: the last completed job of the same folder, and how
-- many files with an image that one had found and this one has not. NULL where nothing was compared.

ALTER TABLE pixferry.job ADD COLUMN previous_job text @references(job) ON DELETE SET NULL;
ALTER TABLE pixferry.job ADD COLUMN vanished @bigint CHECK (vanished >= 0);

CREATE INDEX @index_on(job_of_root, job) (owner, source, root_id, created_at);
CREATE INDEX @index_on(job_after, job) (previous_job) WHERE previous_job IS NOT NULL;
