-- The work (job, folder, file) and what came of it (blob, image). Times are milliseconds since 1970
-- in SQLite and timestamptz in PostgreSQL; hashes are lower-case hexadecimal.

CREATE TABLE pixferry.job (
  id text NOT NULL PRIMARY KEY,
  owner text NOT NULL,
  source text NOT NULL CHECK (source IN ('google_drive', 'dropbox')),
  root_id text NOT NULL,
  folder_url text NOT NULL,
  folder_name text NOT NULL DEFAULT '',
  recursive integer NOT NULL CHECK (recursive IN (0, 1)),
  files_max @bigint NOT NULL CHECK (files_max >= 0),
  state text NOT NULL DEFAULT 'processing'
    CHECK (state IN ('processing', 'paused', 'completed', 'failed', 'cancelled')),
  error_code text,
  error_message text,
  created_at @timestamp NOT NULL,
  started_at @timestamp,
  finished_at @timestamp,
  -- Tallies of the rows below, changed in the transactions that change those rows.
  total @bigint NOT NULL DEFAULT 0,
  imported @bigint NOT NULL DEFAULT 0,
  skipped @bigint NOT NULL DEFAULT 0,
  failed @bigint NOT NULL DEFAULT 0,
  bytes_total @bigint NOT NULL DEFAULT 0,
  bytes_done @bigint NOT NULL DEFAULT 0,
  pending_folders @bigint NOT NULL DEFAULT 0,
  unreadable_folders @bigint NOT NULL DEFAULT 0,
  CHECK ((state IN ('processing', 'paused')) = (finished_at IS NULL)),
  CHECK ((error_code IS NULL) = (error_message IS NULL)),
  CHECK (state <> 'failed' OR error_code IS NOT NULL),
  CHECK (state <> 'completed' OR error_code IS NULL),
  CHECK (state NOT IN ('completed', 'failed')
         OR (pending_folders = 0 AND imported + skipped + failed = total)),
  CHECK (imported >= 0 AND skipped >= 0 AND failed >= 0 AND imported + skipped + failed <= total),
  CHECK (bytes_total >= 0 AND bytes_done >= 0 AND pending_folders >= 0 AND unreadable_folders >= 0)
) @strict @often_updated;

CREATE UNIQUE INDEX @index_on(job_active, job) (owner, source, root_id)
  WHERE state IN ('processing', 'paused');
CREATE INDEX @index_on(job_newest, job) (owner, created_at, id);
-- Cancelled jobs of which settle has not yet ended everything.
CREATE INDEX @index_on(job_unsettled, job) (state)
  WHERE state = 'cancelled' AND imported + skipped + failed < total + pending_folders;

-- A folder to list. `dropped`: nobody will list it, because its job was cancelled or may hold no
-- more files. The key ends cycles: a folder is listed once in a job, however often it is met.
CREATE TABLE pixferry.folder (
  job_id text NOT NULL @references(job) ON DELETE CASCADE,
  folder_id text NOT NULL,
  resource_key text NOT NULL,
  path text NOT NULL,
  depth integer NOT NULL CHECK (depth >= 0),
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'listed', 'failed', 'dropped')),
  page_token text NOT NULL DEFAULT '',
  pages integer NOT NULL DEFAULT 0 CHECK (pages >= 0),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  token @bigint NOT NULL DEFAULT 0,
  leased integer NOT NULL DEFAULT 0 CHECK (leased IN (0, 1)),
  available_at @timestamp NOT NULL,
  reason text,
  last_error text,
  detail text NOT NULL DEFAULT '',
  PRIMARY KEY (job_id, folder_id),
  CHECK ((state = 'failed') = (reason IS NOT NULL)),
  CHECK (leased = 0 OR state = 'pending')
) @strict @often_updated;

CREATE INDEX @index_on(folder_ready, folder) (job_id, available_at, folder_id)
  WHERE state = 'pending';
CREATE INDEX @index_on(folder_tried, folder) (attempts, available_at)
  WHERE state = 'pending' AND attempts > 0;
CREATE INDEX @index_on(folder_unreadable, folder) (job_id, path) WHERE state = 'failed';

-- Bytes that are stored and verified, once for each owner.
CREATE TABLE pixferry.blob (
  owner text NOT NULL,
  sha256 text NOT NULL CHECK (length(sha256) = 64),
  size_bytes @bigint NOT NULL CHECK (size_bytes >= 0),
  mime_type text NOT NULL,
  object_key text NOT NULL,
  created_at @timestamp NOT NULL,
  PRIMARY KEY (owner, sha256),
  UNIQUE (owner, object_key)
) @strict;

CREATE TABLE pixferry.image (
  id @identity,
  owner text NOT NULL,
  source text NOT NULL CHECK (source IN ('google_drive', 'dropbox')),
  source_file_id text NOT NULL,
  revision text NOT NULL,
  sha256 text NOT NULL,
  name text NOT NULL,
  path text NOT NULL,
  created_at @timestamp NOT NULL,
  UNIQUE (owner, source, source_file_id),
  FOREIGN KEY (owner, sha256) @references(blob) (owner, sha256)
) @strict;

CREATE INDEX @index_on(image_of_blob, image) (owner, sha256);
CREATE INDEX @index_on(image_newest, image) (owner, id);
CREATE INDEX @index_on(image_newest_of_source, image) (owner, source, id);

-- Exact totals without counting, changed with the images: in all, and for each thousand ids, so
-- that a page far down is found by adding up a few rows.
CREATE TABLE pixferry.image_total (
  owner text NOT NULL,
  source text NOT NULL,
  images @bigint NOT NULL CHECK (images >= 0),
  PRIMARY KEY (owner, source)
) @strict @often_updated;

CREATE TABLE pixferry.image_bucket (
  owner text NOT NULL,
  bucket @bigint NOT NULL,
  source text NOT NULL,
  images @bigint NOT NULL CHECK (images >= 0),
  PRIMARY KEY (owner, bucket, source)
) @strict @often_updated;

-- An entry of a folder that is not a folder. `leased` tells a file that somebody works on from one
-- that was put off; `stored_bytes` is what this job stored for it.
CREATE TABLE pixferry.file (
  id @identity,
  job_id text NOT NULL @references(job) ON DELETE CASCADE,
  source_file_id text NOT NULL,
  name text NOT NULL,
  path text NOT NULL,
  mime_type text NOT NULL,
  revision text NOT NULL,
  resource_key text NOT NULL,
  declared_bytes @bigint CHECK (declared_bytes >= 0),
  declared_sha256 text CHECK (length(declared_sha256) = 64),
  declared_md5 text CHECK (length(declared_md5) = 32),
  state text NOT NULL DEFAULT 'pending'
    CHECK (state IN ('pending', 'imported', 'skipped', 'failed')),
  reason text,
  last_error text,
  detail text NOT NULL DEFAULT '',
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  token @bigint NOT NULL DEFAULT 0,
  leased integer NOT NULL DEFAULT 0 CHECK (leased IN (0, 1)),
  available_at @timestamp NOT NULL,
  image_id @bigint @references(image) ON DELETE SET NULL,
  stored_bytes @bigint NOT NULL DEFAULT 0 CHECK (stored_bytes >= 0),
  UNIQUE (job_id, source_file_id),
  CHECK ((state IN ('skipped', 'failed')) = (reason IS NOT NULL)),
  CHECK (leased = 0 OR state = 'pending'),
  CHECK (stored_bytes = 0 OR state = 'imported'),
  CHECK (image_id IS NULL OR state = 'imported'
         OR (state = 'skipped' AND reason = 'already_imported'))
) @strict @often_updated;

CREATE INDEX @index_on(file_of_job, file) (job_id, id);
CREATE INDEX @index_on(file_of_image, file) (image_id) WHERE image_id IS NOT NULL;
CREATE INDEX @index_on(file_ready, file) (job_id, available_at, id) WHERE state = 'pending';
CREATE INDEX @index_on(file_tried, file) (attempts, available_at)
  WHERE state = 'pending' AND attempts > 0;
CREATE INDEX @index_on(file_failed, file) (job_id, reason, id) WHERE state = 'failed';
