SELECT @ms(failing_since) FROM pixferry.webhook WHERE id = $1 @for_update
