import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { Job } from '@/api/types';
import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';

export interface CancelDialogProps {
  job: Job;
  open: boolean;
  onClose: () => void;
  onCancel: () => void;
}

export function CancelDialog({ job, open, onClose, onCancel }: CancelDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t`Cancel this import?`}
      actions={
        <>
          <Button onClick={onClose}>{t`Go on importing`}</Button>
          <Button
            kind="danger"
            onClick={() => {
              onCancel();
              onClose();
            }}
          >
            {t`Cancel the import`}
          </Button>
        </>
      }
    >
      <p className="text-muted">
        <Plural
          value={job.imported_files}
          _0="Nothing was imported yet."
          one="The image that has arrived stays."
          other="The # images that have arrived stay."
        />{' '}
        <Trans>
          What is missing is fetched when the folder is imported again; nothing is fetched twice.
        </Trans>
      </p>
    </Dialog>
  );
}
