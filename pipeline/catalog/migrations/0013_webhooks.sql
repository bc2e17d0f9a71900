-- URLs that are called when a job has ended, and the calls: each is written in the transaction that
-- ends the job, with the text it will carry, and made by whoever holds its lease.

CREATE TABLE pixferry.webhook (
  id text NOT NULL PRIMARY KEY,
  owner text NOT NULL,
  url text NOT NULL,
  description text NOT NULL,
  secret text NOT NULL,
  -- The one before, which signs too until then.
  old_secret text,
  old_secret_until @timestamp,
  created_at @timestamp NOT NULL,
  failing_since @timestamp,
  last_delivered_at @timestamp,
  disabled_at @timestamp,
  disabled_reason text NOT NULL DEFAULT '',
  CHECK ((old_secret IS NULL) = (old_secret_until IS NULL)),
  CHECK ((disabled_at IS NULL) = (disabled_reason = ''))
) @strict @often_updated;

CREATE INDEX @index_on(webhook_of_owner, webhook) (owner, created_at, id);

CREATE TABLE pixferry.webhook_event (
  webhook_id text NOT NULL @references(webhook) ON DELETE CASCADE,
  event text NOT NULL,
  PRIMARY KEY (webhook_id, event)
) @strict;

-- `attempts` counts since it was made or asked for again, `calls` without end. A job may be gone
-- before the news of it.
CREATE TABLE pixferry.webhook_delivery (
  id @identity,
  webhook_id text NOT NULL @references(webhook) ON DELETE CASCADE,
  message_id text NOT NULL,
  event text NOT NULL,
  job_id text,
  body text NOT NULL,
  trace_parent text NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  calls @bigint NOT NULL DEFAULT 0 CHECK (calls >= 0),
  token @bigint NOT NULL DEFAULT 0,
  leased integer NOT NULL DEFAULT 0 CHECK (leased IN (0, 1)),
  available_at @timestamp NOT NULL,
  created_at @timestamp NOT NULL,
  UNIQUE (webhook_id, message_id),
  CHECK (leased = 0 OR state = 'pending')
) @strict @often_updated;

CREATE INDEX @index_on(webhook_delivery_due, webhook_delivery) (available_at, id)
  WHERE state = 'pending';
CREATE INDEX @index_on(webhook_delivery_waiting, webhook_delivery) (webhook_id, available_at, id)
  WHERE state = 'pending';
CREATE INDEX @index_on(webhook_delivery_newest, webhook_delivery) (webhook_id, id);
CREATE INDEX @index_on(webhook_delivery_oldest, webhook_delivery) (created_at)
  WHERE state <> 'pending';

CREATE TABLE pixferry.webhook_attempt (
  delivery_id @bigint NOT NULL @references(webhook_delivery) ON DELETE CASCADE,
  number @bigint NOT NULL CHECK (number > 0),
  made_at @timestamp NOT NULL,
  duration_ms @bigint NOT NULL CHECK (duration_ms >= 0),
  status integer,
  error text NOT NULL,
  answer text NOT NULL,
  PRIMARY KEY (delivery_id, number)
) @strict;

-- The trace context (W3C) of the request that began the job.
ALTER TABLE pixferry.job ADD COLUMN trace_parent text NOT NULL DEFAULT '';
