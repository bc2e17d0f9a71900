-- How often a file has rested because its download quota was used up: that costs it no attempt, and
-- still comes to an end.

ALTER TABLE pixferry.file ADD COLUMN quota_pauses integer NOT NULL DEFAULT 0
  CHECK (quota_pauses >= 0);
