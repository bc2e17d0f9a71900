import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { Checkbox } from '@/components/Checkbox';
import { Field } from '@/components/Field';
import { apiKey, isApiKeyRemembered, setApiKey } from './key';

/** Asks for one of the server's API_KEYS. */
export function KeyForm({ onSaved }: { onSaved?: () => void }) {
  const [key, setKey] = useState(apiKey);
  const [isRemembered, setRemembered] = useState(isApiKeyRemembered);
  return (
    <form
      className="flex w-full max-w-md flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        setApiKey(key.trim(), isRemembered);
        onSaved?.();
      }}
    >
      <Field
        label={t`API key`}
        type="password"
        className="w-full"
        value={key}
        spellCheck={false}
        onChange={(event) => setKey(event.target.value)}
        hint={<Trans>One of those that the server was started with (API_KEYS).</Trans>}
      />
      <Checkbox
        checked={isRemembered}
        onChecked={setRemembered}
        label={t`Remember it in this browser`}
      />
      <p className="text-sm text-muted">
        {isRemembered ? (
          <Trans>
            Everyone who uses this browser profile can read it. Leave it off on a shared computer.
          </Trans>
        ) : (
          <Trans>It is forgotten when this tab is closed.</Trans>
        )}
      </p>
      <Button kind="primary" type="submit">
        {t`Use this key`}
      </Button>
    </form>
  );
}
