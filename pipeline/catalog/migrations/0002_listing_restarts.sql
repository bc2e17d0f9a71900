-- What tells that a listing goes in circles: the token of one page that was read, moved on when the
-- count of pages has doubled, and how often the listing has had to start over.

ALTER TABLE pixferry.folder ADD COLUMN landmark text NOT NULL DEFAULT '';
ALTER TABLE pixferry.folder ADD COLUMN restarts integer NOT NULL DEFAULT 0 CHECK (restarts >= 0);
