import { plural, t } from '@lingui/core/macro';
import { Keyboard, Search, X } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { Button } from '@/components/Button';
import { controlHeight, controlOutline } from '@/components/control_classes';
import { IconButton } from '@/components/IconButton';
import { Select } from '@/components/Select';
import { type GallerySearch, imageOrders, isFiltered } from '../gallery_search';
import { DateFilter } from './DateFilter';
import { JobFilter } from './JobFilter';
import { RowHeightSlider } from './RowHeightSlider';

export interface FilterBarProps {
  search: GallerySearch;
  /** Null while it is not known. */
  count: number | null;
  onSearch: (change: Partial<GallerySearch>) => void;
  searchField: RefObject<HTMLInputElement | null>;
  rowHeight: number;
  onRowHeight: (height: number) => void;
  onShortcuts: () => void;
}

const imageTypes = ['jpeg', 'png', 'webp', 'gif', 'avif', 'heic', 'tiff', 'bmp'] as const;
const typingPauseMs = 250;

function NameSearch({ search, onSearch, searchField }: FilterBarProps) {
  const current = search.q ?? '';
  const [text, setText] = useState(current);
  const [lastCurrent, setLastCurrent] = useState(current);
  // The address may change by itself, as when going back.
  if (current !== lastCurrent) {
    setLastCurrent(current);
    if (text.trim() !== current) setText(current);
  }
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === current) return;
    const timer = setTimeout(() => onSearch({ q: wanted || undefined }), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, current, onSearch]);
  return (
    <span className="relative inline-flex min-w-40 grow sm:max-w-64">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <input
        ref={searchField}
        type="search"
        aria-label={t`Search by name`}
        placeholder={t`Search by name`}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={`${controlHeight} ${controlOutline} w-full pr-2 pl-8 placeholder:text-muted`}
      />
    </span>
  );
}

export function FilterBar(props: FilterBarProps) {
  const { search, count, onSearch } = props;
  const orderNames = {
    newest: t`Newest first`,
    oldest: t`Oldest first`,
    taken_newest: t`Taken, newest first`,
    taken_oldest: t`Taken, oldest first`,
    name: t`Name`,
  };
  return (
    <search className="flex flex-wrap items-center gap-2 px-2 py-2 sm:px-4">
      <NameSearch {...props} />
      <Select
        label={t`Source`}
        value={search.source ?? ''}
        options={[
          { value: '', label: t`All sources` },
          { value: 'google_drive', label: 'Google Drive' },
          { value: 'dropbox', label: 'Dropbox' },
        ]}
        onValue={(source) => onSearch({ source: source || undefined })}
      />
      <JobFilter job={search.job} onJob={(job) => onSearch({ job })} />
      <Select
        label={t`Type`}
        value={search.type ?? ''}
        options={[
          { value: '', label: t`All types` },
          ...imageTypes.map((type) => ({ value: `image/${type}`, label: type.toUpperCase() })),
        ]}
        onValue={(type) => onSearch({ type: type || undefined })}
      />
      <DateFilter from={search.from} to={search.to} onDates={onSearch} />
      <Select
        label={t`Order`}
        value={search.sort ?? 'newest'}
        options={imageOrders.map((value) => ({ value, label: orderNames[value] }))}
        onValue={(sort) => onSearch({ sort: sort === 'newest' ? undefined : sort })}
      />
      {isFiltered(search) && (
        <Button
          kind="quiet"
          icon={<X className="size-4" />}
          onClick={() =>
            onSearch({
              source: undefined,
              job: undefined,
              type: undefined,
              q: undefined,
              from: undefined,
              to: undefined,
            })
          }
        >
          {t`Clear filters`}
        </Button>
      )}
      <span className="ml-auto flex items-center gap-4">
        <RowHeightSlider height={props.rowHeight} onHeight={props.onRowHeight} />
        <IconButton
          label={t`Keys in the gallery`}
          className="hidden sm:inline-flex"
          onClick={props.onShortcuts}
        >
          <Keyboard className="size-4" />
        </IconButton>
        <output className="numbers min-w-20 text-right whitespace-nowrap text-muted">
          {count !== null && plural(count, { one: '# image', other: '# images' })}
        </output>
      </span>
    </search>
  );
}
