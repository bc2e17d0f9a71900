-- What the source says of an image (model/declared_facts.hpp), as text: empty where it says nothing.
-- An image keeps what its bytes had not told when it came. Its time and aspect stand apart too: an
-- image is placed by them where its blob has none.
ALTER TABLE pixferry.file ADD COLUMN declared_facts text NOT NULL DEFAULT '';
ALTER TABLE pixferry.image ADD COLUMN declared_facts text NOT NULL DEFAULT '';
ALTER TABLE pixferry.image ADD COLUMN declared_taken_at @timestamp;
ALTER TABLE pixferry.image ADD COLUMN declared_aspect @bigint CHECK (declared_aspect > 0);
