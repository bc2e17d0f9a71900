@create_schema;
CREATE TABLE IF NOT EXISTS pixferry.setting (
  name text NOT NULL PRIMARY KEY,
  value text NOT NULL
) @strict;
