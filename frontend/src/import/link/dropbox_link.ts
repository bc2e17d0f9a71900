import { isToken, type LinkRefusal, type ReadLink } from './link_reading';
import type { WebAddress } from './web_address';

type Found = Pick<ReadLink, 'kind' | 'id'>;

const hosts = ['www.dropbox.com', 'dropbox.com', 'dl.dropboxusercontent.com', 'dl.dropbox.com'];

interface Form {
  start: string[];
  kind: 'folder' | 'file';
  needsKey: boolean;
}
const forms: Form[] = [
  { start: ['scl', 'fo'], kind: 'folder', needsKey: true },
  { start: ['scl', 'fi'], kind: 'file', needsKey: true },
  { start: ['sh'], kind: 'folder', needsKey: false },
  { start: ['s'], kind: 'file', needsKey: false },
];

const otherPages = new Map<string, LinkRefusal>([
  ['t', 'dropbox_transfer'],
  ['l', 'short_link'],
  ['home', 'own_pages'],
  ['work', 'own_pages'],
  ['personal', 'own_pages'],
  ['preview', 'own_pages'],
  ['request', 'dropbox_request'],
  ['paper', 'dropbox_paper'],
]);

export function isDropboxHost(host: string): boolean {
  return ['dropbox.com', 'dropboxusercontent.com', 'db.tt'].some(
    (domain) => host === domain || host.endsWith(`.${domain}`),
  );
}

function readForm(form: Form, { path, parameter }: WebAddress): Found | LinkRefusal {
  const [id, key, ...inside] = path.slice(form.start.length);
  if (id === undefined) return 'no_id';
  if (!isToken(id)) return 'odd_id';
  if (key === undefined) return 'id_cut_off';
  if (form.kind === 'folder' && !isToken(key)) return 'odd_id';
  if (form.needsKey && parameter('rlkey') === '') return 'no_rlkey';
  return { kind: inside.length > 0 ? 'unknown' : form.kind, id: path.join('/') };
}

export function readDropboxLink(address: WebAddress): Found | LinkRefusal {
  const { host, path } = address;
  if (host === 'db.tt') return 'short_link';
  if (host === 'paper.dropbox.com') return 'dropbox_paper';
  if (!hosts.includes(host)) return 'other_page';
  const form = forms.find(({ start }) => start.every((part, index) => path[index] === part));
  if (form) return readForm(form, address);
  const [page] = path;
  return page === undefined ? 'no_id' : (otherPages.get(page) ?? 'other_page');
}
