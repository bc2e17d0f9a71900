-- PostgreSQL plans the check of image's foreign key once for a connection. While the table is empty
-- every index that begins with the owner looks as good to it as the primary key, and the one it takes
-- stays: each image then read all blobs of its owner. So no other index of blob begins with it.
@reorder_unique(blob, owner, object_key);
