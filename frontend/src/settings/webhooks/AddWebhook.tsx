import { t } from '@lingui/core/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WebhookEvent } from '@/api/types';
import { Button } from '@/components/Button';
import { Checkbox } from '@/components/Checkbox';
import { CopyButton } from '@/components/CopyButton';
import { Field } from '@/components/Field';
import { addWebhook, webhookEvents } from './webhook_requests';

/** The secret can be read this once; afterwards only the server knows it. */
function SecretNotice({ secret }: { secret: string }) {
  return (
    <div role="status" className="flex flex-col gap-1 rounded-panel bg-accent-soft p-4">
      <p className="font-medium">{t`Copy the secret now: it is never shown again.`}</p>
      <p className="flex min-w-0 items-center gap-1">
        <code className="min-w-0 break-all font-mono text-sm">{secret}</code>
        <CopyButton text={secret} label={t`Copy the secret`} />
      </p>
    </div>
  );
}

export function AddWebhook() {
  const client = useQueryClient();
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<WebhookEvent[]>([...webhookEvents]);
  const names: Record<WebhookEvent, string> = {
    'job.completed': t`completed`,
    'job.failed': t`failed`,
    'job.cancelled': t`cancelled`,
  };
  const addition = useMutation({
    mutationFn: () => addWebhook(url.trim(), events),
    onSuccess: () => {
      setUrl('');
      void client.invalidateQueries({ queryKey: ['webhooks'] });
    },
  });
  return (
    <form
      className="flex max-w-xl flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        addition.mutate();
      }}
    >
      <Field
        label={t`URL`}
        type="url"
        required
        className="w-full"
        placeholder="https://example.com/hooks/pixferry"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        error={addition.error?.message}
        hint={t`It is called by the server, over https, with a signature.`}
      />
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
        <legend className="mb-1 text-sm font-medium">{t`When an import has`}</legend>
        {webhookEvents.map((event) => (
          <Checkbox
            key={event}
            label={names[event]}
            checked={events.includes(event)}
            onChecked={(isOn) =>
              setEvents(isOn ? [...events, event] : events.filter((each) => each !== event))
            }
          />
        ))}
      </fieldset>
      <Button type="submit" busy={addition.isPending} disabled={events.length === 0 || url === ''}>
        {t`Add the webhook`}
      </Button>
      {addition.data && <SecretNotice secret={addition.data} />}
    </form>
  );
}
