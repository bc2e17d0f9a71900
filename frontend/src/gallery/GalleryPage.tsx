import { t } from '@lingui/core/macro';
import { PageTitle } from '@/shell/PageTitle';

export function GalleryPage() {
  return (
    <div className="page py-8">
      <PageTitle text={t`Gallery`} />
      <h1 className="text-xl font-bold">{t`Gallery`}</h1>
    </div>
  );
}
