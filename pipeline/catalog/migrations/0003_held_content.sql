-- What tells that bytes are here already, whichever source they come from: Dropbox's content_hash,
-- as it is declared, and as it follows from the SHA-256 of stored bytes of one block (see
-- fill_dropbox_hashes.hpp).

ALTER TABLE pixferry.file ADD COLUMN declared_dropbox_hash text
  CHECK (length(declared_dropbox_hash) = 64);
ALTER TABLE pixferry.blob ADD COLUMN dropbox_hash text CHECK (length(dropbox_hash) = 64);

CREATE INDEX @index_on(blob_of_dropbox_hash, blob) (owner, dropbox_hash)
  WHERE dropbox_hash IS NOT NULL;
