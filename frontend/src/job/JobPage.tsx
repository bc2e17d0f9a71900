import { t } from '@lingui/core/macro';
import { PageTitle } from '@/shell/PageTitle';

export function JobPage() {
  return (
    <div className="page py-8">
      <PageTitle text={t`Job`} />
      <h1 className="text-xl font-bold">{t`Job`}</h1>
    </div>
  );
}
