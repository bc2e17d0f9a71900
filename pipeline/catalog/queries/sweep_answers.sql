WITH old AS (
  SELECT owner AS old_owner, key_hash AS old_key FROM pixferry.kept_answer
  WHERE expires_at <= @now($1)
  ORDER BY expires_at LIMIT $2 @skip_locked)
DELETE FROM pixferry.kept_answer WHERE (owner, key_hash) IN (SELECT old_owner, old_key FROM old)
