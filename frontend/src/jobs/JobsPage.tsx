import { t } from '@lingui/core/macro';
import { PageTitle } from '@/shell/PageTitle';

export function JobsPage() {
  return (
    <div className="page py-8">
      <PageTitle text={t`Jobs`} />
      <h1 className="text-xl font-bold">{t`Jobs`}</h1>
    </div>
  );
}
