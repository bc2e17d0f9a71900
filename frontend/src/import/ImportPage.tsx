import { t } from '@lingui/core/macro';
import { PageTitle } from '@/shell/PageTitle';
import { ImportForm } from './ImportForm';
import { RecentJobs } from './RecentJobs';

export function ImportPage() {
  return (
    <div className="page flex flex-col gap-10 py-8">
      <PageTitle text={t`Import`} />
      <div className="flex flex-col gap-4">
        <h1 className="text-xl font-bold">{t`Import a shared folder`}</h1>
        <ImportForm />
      </div>
      <RecentJobs />
    </div>
  );
}
