import { t } from '@lingui/core/macro';
import { CalendarDays } from 'lucide-react';
import { Popover } from 'radix-ui';
import { Button } from '@/components/Button';
import { Field } from '@/components/Field';

export interface DateFilterProps {
  from: string | undefined;
  to: string | undefined;
  onDates: (dates: { from?: string; to?: string }) => void;
}

function summaryOf(from: string | undefined, to: string | undefined): string {
  if (from && to) return from === to ? from : `${from} – ${to}`;
  if (from) return t`Since ${from}`;
  if (to) return t`Until ${to}`;
  return t`Any date`;
}

/** When images were taken, from one day to another. */
export function DateFilter({ from, to, onDates }: DateFilterProps) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button icon={<CalendarDays className="size-4" />} className="numbers">
          {summaryOf(from, to)}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={t`When they were taken`}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 flex w-60 flex-col gap-3 rounded-panel border border-border-strong bg-surface p-4"
        >
          <Field
            label={t`Taken from`}
            type="date"
            max={to}
            value={from ?? ''}
            onChange={(event) => onDates({ from: event.target.value || undefined })}
          />
          <Field
            label={t`Taken until`}
            type="date"
            min={from}
            value={to ?? ''}
            onChange={(event) => onDates({ to: event.target.value || undefined })}
            hint={t`Images without a time of capture are left out.`}
          />
          {(from || to) && (
            <Button
              onClick={() => onDates({ from: undefined, to: undefined })}
            >{t`Any date`}</Button>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
