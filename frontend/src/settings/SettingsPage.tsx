import { t } from '@lingui/core/macro';
import { PageTitle } from '@/shell/PageTitle';

export function SettingsPage() {
  return (
    <div className="page py-8">
      <PageTitle text={t`Settings`} />
      <h1 className="text-xl font-bold">{t`Settings`}</h1>
    </div>
  );
}
