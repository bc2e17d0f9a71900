-- The processes that import, as each told last. Nothing is decided by it: leases stand with the work
-- itself.
CREATE TABLE pixferry.worker (
  id text NOT NULL PRIMARY KEY,
  host text NOT NULL,
  process_id @bigint NOT NULL,
  version text NOT NULL,
  transfers integer NOT NULL CHECK (transfers > 0),
  files_held integer NOT NULL CHECK (files_held >= 0),
  folders_held integer NOT NULL CHECK (folders_held >= 0),
  is_draining integer NOT NULL CHECK (is_draining IN (0, 1)),
  held_up_by text NOT NULL,
  started_at @timestamp NOT NULL,
  seen_at @timestamp NOT NULL
) @strict @often_updated;
