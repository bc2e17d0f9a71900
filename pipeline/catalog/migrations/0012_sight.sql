-- When a file came to its end, for the report of its job. Those that ended before are not known.
ALTER TABLE pixferry.file ADD COLUMN finished_at @timestamp;

-- What a job remembers of its past to tell how fast it goes (model/work_rate.hpp). Changed with each
-- batch of files that workers finish.
ALTER TABLE pixferry.job ADD COLUMN rate_since @timestamp;
ALTER TABLE pixferry.job ADD COLUMN rate_at @timestamp;
ALTER TABLE pixferry.job ADD COLUMN rate_microfiles @bigint NOT NULL DEFAULT 0;
ALTER TABLE pixferry.job ADD COLUMN rate_bytes @bigint NOT NULL DEFAULT 0;

-- What was answered to a request with an Idempotency-Key, and answers its repetitions. The key is
-- kept as its hash, and so is what was asked: both may be secrets. `status` is NULL while the first
-- request is under way, until `expires_at` at the latest.
CREATE TABLE pixferry.kept_answer (
  owner text NOT NULL,
  key_hash text NOT NULL CHECK (length(key_hash) = 64),
  request_hash text NOT NULL CHECK (length(request_hash) = 64),
  token @bigint NOT NULL,
  status integer CHECK (status BETWEEN 200 AND 499),
  location text NOT NULL DEFAULT '',
  content_type text NOT NULL DEFAULT '',
  body text NOT NULL DEFAULT '',
  expires_at @timestamp NOT NULL,
  PRIMARY KEY (owner, key_hash)
) @strict @often_updated;

CREATE INDEX @index_on(kept_answer_expiry, kept_answer) (expires_at);
