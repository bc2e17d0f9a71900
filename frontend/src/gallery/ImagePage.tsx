import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { ApiProblem } from '@/api/problem';
import type { Image } from '@/api/types';
import { Button } from '@/components/Button';
import { EmptyState } from '@/components/EmptyState';
import { ProblemNotice } from '@/components/ProblemNotice';
import { formatCount } from '@/format/count';
import { PageTitle } from '@/shell/PageTitle';
import { fetchImage } from './fetch_images';
import { useGalleryState } from './gallery_context';
import { indexOfTile } from './layout/tiles';
import { Lightbox } from './lightbox/Lightbox';
import { useNeighbours, usePrefetch } from './lightbox/use_neighbours';
import { useTileOfImage } from './lightbox/use_tile_of_image';

function MissingImage({ error, onClose, onRetry }: MissingImageProps) {
  const isGone = error instanceof ApiProblem && (error.status === 404 || error.status === 422);
  if (!isGone) {
    return <ProblemNotice error={error} title={t`The image cannot be shown`} onRetry={onRetry} />;
  }
  return (
    <EmptyState
      title={t`This image does not exist or was deleted`}
      actions={<Button onClick={onClose}>{t`Go to the gallery`}</Button>}
    />
  );
}

interface MissingImageProps {
  error: Error;
  onClose: () => void;
  onRetry: () => void;
}

/** One image above the gallery. Going back, or closing it, leads to the grid as it was. */
export function ImagePage() {
  const { imageId } = useParams({ from: '/gallery/$imageId' });
  const id = Number(imageId);
  const router = useRouter();
  const navigate = useNavigate({ from: '/gallery/$imageId' });
  const gallery = useGalleryState();
  const { tiles, actions, isOpenedHere, onTile, onClosed } = gallery;
  const tile = useTileOfImage(id);
  const { current, previous, next } = useNeighbours(tile);
  const {
    data: details,
    error,
    refetch,
  } = useQuery({
    queryKey: ['images', 'one', id],
    queryFn: ({ signal }) => fetchImage(id, signal),
    staleTime: 60_000,
  });
  const image = current?.id === id ? current : details;
  usePrefetch(next, image !== undefined);
  usePrefetch(previous, image !== undefined);

  const close = () => {
    onClosed();
    if (isOpenedHere) router.history.back();
    else void navigate({ to: '/gallery', search: (old) => old, replace: true, resetScroll: false });
  };
  const turnTo = (other: Image, place: number) => () => {
    onTile(place);
    void navigate({
      params: { imageId: String(other.id) },
      search: (old) => old,
      replace: true,
      resetScroll: false,
    });
  };
  const onPrevious = tile !== null && previous ? turnTo(previous, tile - 1) : undefined;
  const onNext = tile !== null && next ? turnTo(next, tile + 1) : undefined;

  const index = tile !== null && tiles ? indexOfTile(tiles, tile) : null;
  const ranges = index === null ? null : [{ start: index, end: index + 1 }];
  const remove = async () => {
    if (!ranges || tile === null) return;
    // The next image takes the place of this one.
    const goOn = next ? turnTo(next, tile) : onPrevious;
    if (!(await actions.remove(ranges))) return;
    if (goOn) goOn();
    else close();
  };

  const count = tiles ? formatCount(tiles.count) : '';
  return (
    <>
      <PageTitle text={image?.name ?? t`Image`} />
      <Lightbox
        image={image}
        details={details}
        notice={
          error && <MissingImage error={error} onClose={close} onRetry={() => void refetch()} />
        }
        position={tile !== null && t`${formatCount(tile + 1)} of ${count}`}
        onPrevious={onPrevious}
        onNext={onNext}
        onCopy={ranges ? () => void actions.copyUrls(ranges) : undefined}
        onDownload={ranges ? () => void actions.download(ranges) : undefined}
        onDelete={ranges ? () => void remove() : undefined}
        onUndo={actions.undo}
        onClose={close}
      />
    </>
  );
}
