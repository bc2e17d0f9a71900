import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Preview } from '@/api/types';
import { formatBytes } from '@/format/bytes';
import { formatCount } from '@/format/count';
import { imageTypeName } from '@/format/image_type';
import { reasonTitle } from '@/texts/reasons';

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-x-4 sm:grid-cols-[140px_1fr]">
      <dt className="text-muted">{name}</dt>
      <dd className="numbers">{children}</dd>
    </div>
  );
}

function Endings({ endings }: { endings: Preview['skipped'] }) {
  const { _ } = useLingui();
  return endings.map(({ reason, count, hint }, index) => (
    <span key={reason} title={hint}>
      {index > 0 && ' · '}
      {_(reasonTitle(reason))} {formatCount(count)}
    </span>
  ));
}

function typeWords(types: Preview['types']): string {
  const undeclared = ['', 'application/octet-stream'];
  return types
    .toSorted((left, right) => right.count - left.count)
    .map(({ mime_type, count }) => {
      const name = undeclared.includes(mime_type) ? t`undeclared` : imageTypeName(mime_type);
      return `${name} ${formatCount(count)}`;
    })
    .join(' · ');
}

/** "12,431 images in 38 folders · 61.2 GB" */
export function PreviewSummary({ preview }: { preview: Preview }) {
  const size = formatBytes(preview.bytes);
  return (
    <p className="numbers text-lg">
      {!preview.complete && <Trans>at least </Trans>}
      <span className="font-bold">
        <Plural value={preview.images} one="# image" other="# images" />
      </span>
      {preview.folders > 0 && (
        <>
          {' '}
          <Plural value={preview.folders} one="in # subfolder" other="in # subfolders" />
        </>
      )}
      {preview.bytes > 0 && ` · ${size}`}
    </p>
  );
}

export function PreviewFacts({ preview }: { preview: Preview }) {
  const known = formatCount(preview.already_imported);
  return (
    <dl className="flex flex-col gap-1.5">
      {preview.types.length > 0 && <Row name={t`Types`}>{typeWords(preview.types)}</Row>}
      {preview.already_imported > 0 && (
        <Row name={t`Already here`}>{t`${known}, which are not fetched again`}</Row>
      )}
      {preview.skipped.length > 0 && (
        <Row name={t`Left out`}>
          <Endings endings={preview.skipped} />
        </Row>
      )}
      {preview.failed.length > 0 && (
        <Row name={t`Will fail`}>
          <Endings endings={preview.failed} />
        </Row>
      )}
      {preview.samples.length > 0 && (
        <Row name={t`Among them`}>
          <span className="line-clamp-2 break-words">{preview.samples.join(', ')}</span>
        </Row>
      )}
      {preview.unreadable_folders > 0 && (
        <Row name={t`Not readable`}>
          <Plural value={preview.unreadable_folders} one="# subfolder" other="# subfolders" />
        </Row>
      )}
      {preview.unknown && <Row name={t`Not told`}>{preview.unknown}</Row>}
    </dl>
  );
}
