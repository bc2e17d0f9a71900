import { t } from '@lingui/core/macro';
import { PageTitle } from '@/shell/PageTitle';

export function StatusPage() {
  return (
    <div className="page py-8">
      <PageTitle text={t`Status`} />
      <h1 className="text-xl font-bold">{t`Status`}</h1>
    </div>
  );
}
