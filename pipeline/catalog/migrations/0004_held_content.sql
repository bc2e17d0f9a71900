-- What tells that bytes are here already, whichever source declares them: Dropbox's content_hash of
-- stored bytes, as far as it follows from their SHA-256 (see fill_dropbox_hashes.hpp).

ALTER TABLE pixferry.blob ADD COLUMN dropbox_hash text CHECK (length(dropbox_hash) = 64);

CREATE INDEX @index_on(blob_of_dropbox_hash, blob) (owner, dropbox_hash)
  WHERE dropbox_hash IS NOT NULL;
