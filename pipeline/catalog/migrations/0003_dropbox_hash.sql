-- What Dropbox declares of a file's bytes: its content_hash.

ALTER TABLE pixferry.file ADD COLUMN declared_dropbox_hash text
  CHECK (length(declared_dropbox_hash) = 64);
