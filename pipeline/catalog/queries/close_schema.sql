@close_schema;
