import { t } from '@lingui/core/macro';
import { KeyRound } from 'lucide-react';
import { KeyForm } from '@/api/KeyForm';
import { isApiKeyRemembered, setApiKey, useApiKey } from '@/api/key';
import { Badge } from '@/components/Badge';
import { Button } from '@/components/Button';
import { toast } from '@/components/toast';

export function ApiKeySettings() {
  const key = useApiKey();
  return (
    <div className="flex flex-col items-start gap-4">
      {key === '' ? (
        <p className="max-w-prose text-muted">
          {t`No key is set. A server on this machine alone asks for none.`}
        </p>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <Badge tone="ok" icon={<KeyRound aria-hidden />}>
            {isApiKeyRemembered() ? t`Kept in this browser` : t`Kept in this tab`}
          </Badge>
          <Button
            onClick={() => {
              setApiKey('', false);
              toast(t`The key is forgotten`, { tone: 'ok' });
            }}
          >
            {t`Forget it`}
          </Button>
        </div>
      )}
      <KeyForm key={key} onSaved={() => toast(t`The key is in use`, { tone: 'ok' })} />
    </div>
  );
}
