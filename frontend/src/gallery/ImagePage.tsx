import { t } from '@lingui/core/macro';
import { PageTitle } from '@/shell/PageTitle';

export function ImagePage() {
  return (
    <div className="page py-8">
      <PageTitle text={t`Image`} />
      <h1 className="text-xl font-bold">{t`Image`}</h1>
    </div>
  );
}
