import { plural, t } from '@lingui/core/macro';
import clsx from 'clsx';
import { Keyboard, SlidersHorizontal, X } from 'lucide-react';
import { type RefObject, useCallback, useState } from 'react';
import { Button } from '@/components/Button';
import { IconButton } from '@/components/IconButton';
import { Select } from '@/components/Select';
import { type GallerySearch, imageOrders, isFiltered, noFilters } from '../gallery_search';
import { DateFilter } from './DateFilter';
import { JobFilter } from './JobFilter';
import { NameSearch } from './NameSearch';
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

export function FilterBar(props: FilterBarProps) {
  const { search, count, onSearch } = props;
  const [isUnfolded, setUnfolded] = useState(false);
  const onName = useCallback((q: string) => onSearch({ q: q || undefined }), [onSearch]);
  const orderNames = {
    newest: t`Newest first`,
    oldest: t`Oldest first`,
    taken_newest: t`Taken, newest first`,
    taken_oldest: t`Taken, oldest first`,
    name: t`Name`,
  };
  return (
    <search className="flex flex-wrap items-center gap-2 px-2 py-2 sm:px-4">
      <NameSearch name={search.q ?? ''} field={props.searchField} onName={onName} />
      <Button
        className="sm:hidden"
        aria-expanded={isUnfolded}
        icon={<SlidersHorizontal className="size-4" />}
        onClick={() => setUnfolded(!isUnfolded)}
      >
        {t`Filters`}
      </Button>
      <div className={clsx('contents', !isUnfolded && 'max-sm:hidden')}>
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
          <Button kind="quiet" icon={<X className="size-4" />} onClick={() => onSearch(noFilters)}>
            {t`Clear filters`}
          </Button>
        )}
      </div>
      <span className="ml-auto flex items-center gap-2">
        <RowHeightSlider height={props.rowHeight} onHeight={props.onRowHeight} />
        <span className="hidden sm:flex">
          <IconButton label={t`Keys in the gallery`} onClick={props.onShortcuts}>
            <Keyboard className="size-4" />
          </IconButton>
        </span>
        <output className="numbers min-w-30 text-right whitespace-nowrap text-muted">
          {count !== null && plural(count, { one: '# image', other: '# images' })}
        </output>
      </span>
    </search>
  );
}
