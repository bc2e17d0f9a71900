-- One of each webhook at a time: the first that is due, unless another one is being made. The attempt
-- is counted before the call, so that a call which kills its process comes to an end.
WITH due AS (
  SELECT id AS due_id FROM pixferry.webhook_delivery AS candidate
  WHERE state = 'pending' AND available_at <= @now($1)
    AND NOT EXISTS (
      SELECT 1 FROM pixferry.webhook_delivery AS sooner
      WHERE sooner.webhook_id = candidate.webhook_id AND sooner.state = 'pending'
        AND (sooner.available_at, sooner.id) < (candidate.available_at, candidate.id))
    AND NOT EXISTS (
      SELECT 1 FROM pixferry.webhook_delivery AS held
      WHERE held.webhook_id = candidate.webhook_id AND held.state = 'pending'
        AND held.available_at > @now($1) AND held.leased = 1)
  ORDER BY available_at, id LIMIT $2 @skip_locked)
UPDATE pixferry.webhook_delivery
SET token = token + 1, attempts = attempts + 1, leased = 1, available_at = @plus_ms(@now($1), $3)
FROM due WHERE id = due_id
RETURNING id, token, attempts, webhook_id, event, message_id, body, trace_parent
