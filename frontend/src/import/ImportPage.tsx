import { t } from '@lingui/core/macro';
import { PageTitle } from '@/shell/PageTitle';

export function ImportPage() {
  return (
    <div className="page py-8">
      <PageTitle text={t`Import`} />
      <h1 className="text-xl font-bold">{t`Import`}</h1>
    </div>
  );
}
