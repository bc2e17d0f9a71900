import { isToken, type LinkRefusal, type ReadLink } from './link_reading';
import type { WebAddress } from './web_address';

type Found = Pick<ReadLink, 'kind' | 'id'>;

const hosts = [
  'drive.google.com',
  'docs.google.com',
  'drive.usercontent.google.com',
  'lh3.googleusercontent.com',
];
const documentKinds = ['document', 'spreadsheets', 'presentation', 'forms', 'drawings'];
const ownPages =
  'my-drive shared-drives shared-with-me recent starred trash computers home search'.split(' ');
const kindsById = new Map<string, ReadLink['kind']>([
  ['open', 'unknown'],
  ['folderview', 'folder'],
  ['embeddedfolderview', 'folder'],
  ['uc', 'file'],
  ['thumbnail', 'file'],
  ['download', 'file'],
]);

const idLengthMin = 10;

export function isDriveHost(host: string): boolean {
  return hosts.includes(host);
}

/** Without "a/example.com" and "u/0": the reader's organisation and account. */
function withoutReader(path: string[]): string[] {
  const rest = path[0] === 'a' ? path.slice(2) : path;
  return rest[0] === 'u' && /^\d{1,4}$/.test(rest[1] ?? '') ? rest.slice(2) : rest;
}

function found(kind: ReadLink['kind'], id: string | undefined): Found | LinkRefusal {
  if (!id) return 'no_id';
  if (!isToken(id)) return 'odd_id';
  return id.length < idLengthMin ? 'id_cut_off' : { kind, id };
}

function readDrivePage(path: string[]): Found | LinkRefusal {
  const rest = withoutReader(path[0] === 'mobile' ? path.slice(1) : path);
  if (rest[0] === 'folders') return found('folder', rest[1]);
  return rest[0] === undefined || ownPages.includes(rest[0]) ? 'own_pages' : 'other_page';
}

export function readDriveLink({ host, path, parameter }: WebAddress): Found | LinkRefusal {
  const rest = withoutReader(path);
  const [page] = rest;
  if (host === 'lh3.googleusercontent.com') {
    return page === 'd' ? found('file', rest[1]?.split('=')[0]) : 'other_page';
  }
  if (page === undefined) return 'no_id';
  if (host === 'docs.google.com' && documentKinds.includes(page)) return 'google_document';
  if (page === 'drive') return readDrivePage(rest.slice(1));
  if (page === 'file') {
    const file = withoutReader(rest.slice(1));
    return file[0] === 'd' ? found('file', file[1]) : 'no_id';
  }
  const kind = rest.length === 1 ? kindsById.get(page) : undefined;
  return kind ? found(kind, parameter('id')) : 'other_page';
}
