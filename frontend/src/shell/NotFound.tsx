import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { buttonClasses } from '@/components/Button';
import { EmptyState } from '@/components/EmptyState';
import { PageTitle } from './PageTitle';

export function NotFound() {
  return (
    <div className="page py-8">
      <PageTitle text={t`Not found`} />
      <h1 className="sr-only">{t`Not found`}</h1>
      <EmptyState
        title={t`There is no such page`}
        actions={
          <Link to="/" className={buttonClasses('primary', false)}>
            {t`Go to Import`}
          </Link>
        }
      >
        {t`The address may be cut off, or the page has moved.`}
      </EmptyState>
    </div>
  );
}
