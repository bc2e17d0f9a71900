-- What those who watch a job are told: its number, given in the transaction that makes it. A job keeps
-- its newest events, each in the slot that its number leads to, so that a new one takes the place of
-- the oldest. `job.events` is the last number given.

ALTER TABLE pixferry.job ADD COLUMN events @bigint NOT NULL DEFAULT 0 CHECK (events >= 0);

CREATE TABLE pixferry.event (
  job_id text NOT NULL @references(job) ON DELETE CASCADE,
  slot @bigint NOT NULL CHECK (slot >= 0),
  number @bigint NOT NULL CHECK (number > 0),
  kind text NOT NULL CHECK (kind IN ('file', 'state', 'done')),
  made_at @timestamp NOT NULL,
  -- Of a file, what became of it; otherwise the state of the job.
  state text NOT NULL,
  file_id @bigint,
  reason text,
  detail text NOT NULL DEFAULT '',
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  PRIMARY KEY (job_id, slot),
  CHECK ((kind = 'file') = (file_id IS NOT NULL))
) @strict @often_updated;

CREATE UNIQUE INDEX @index_on(event_number, event) (job_id, number);

-- Who watches a job that had ended before is told so.
UPDATE pixferry.job SET events = 1 WHERE state NOT IN ('processing', 'paused');
INSERT INTO pixferry.event (job_id, slot, number, kind, made_at, state)
SELECT id, 1, 1, 'done', finished_at, state FROM pixferry.job
WHERE state NOT IN ('processing', 'paused');
