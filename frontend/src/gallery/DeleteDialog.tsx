import { plural, t } from '@lingui/core/macro';
import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';

export interface DeleteDialogProps {
  open: boolean;
  count: number;
  onClose: () => void;
  onDelete: () => void;
}

/** Asks before many images are deleted: the number stands on the button that does it. */
export function DeleteDialog({ open, count, onClose, onDelete }: DeleteDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={plural(count, { one: 'Delete # image?', other: 'Delete # images?' })}
      actions={
        <>
          <Button onClick={onClose}>{t`Keep them`}</Button>
          <Button
            kind="danger"
            onClick={() => {
              onClose();
              onDelete();
            }}
          >
            {plural(count, { one: 'Delete # image', other: 'Delete # images' })}
          </Button>
        </>
      }
    >
      <p className="text-muted">
        {t`They go from this gallery and from the store. The originals at their source stay. For ten seconds it can be taken back.`}
      </p>
    </Dialog>
  );
}
