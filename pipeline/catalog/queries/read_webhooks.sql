-- A row for each event of each webhook.
SELECT webhook.id, webhook.url, webhook.description, webhook_event.event, @ms(webhook.created_at),
       @ms(webhook.failing_since), @ms(webhook.last_delivered_at), @ms(webhook.disabled_at),
       webhook.disabled_reason,
       CASE WHEN webhook.old_secret_until > @now($3) THEN @ms(webhook.old_secret_until) END
FROM pixferry.webhook JOIN pixferry.webhook_event ON webhook_event.webhook_id = webhook.id
WHERE webhook.owner = $1 AND (CAST($2 AS text) IS NULL OR webhook.id = $2)
ORDER BY webhook.created_at, webhook.id, webhook_event.event
