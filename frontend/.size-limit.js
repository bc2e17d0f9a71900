import { readdirSync, readFileSync } from 'node:fs';

// What the first page cannot do without: what index.html names, the fonts left out.
const page = readFileSync('dist/index.html', 'utf8');
const entry = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
  ([, path]) => `dist/${path}`,
);
const assets = readdirSync('dist/assets');
const lazy = (name) => assets.filter((file) => file.startsWith(`${name}-`) && file.endsWith('.js'));

const pages = [
  'ImportPage',
  'JobsPage',
  'JobPage',
  'GalleryPage',
  'ImagePage',
  'StatusPage',
  'SettingsPage',
];

export default [
  { name: 'entry', path: entry, limit: '175 kB', gzip: true, brotli: false },
  ...pages.map((name) => ({
    name,
    path: lazy(name).map((file) => `dist/assets/${file}`),
    limit: '40 kB',
    gzip: true,
    brotli: false,
  })),
  {
    name: 'CommandPalette',
    path: lazy('CommandPalette').map((file) => `dist/assets/${file}`),
    limit: '10 kB',
    gzip: true,
    brotli: false,
  },
  { name: 'styles', path: 'dist/assets/*.css', limit: '15 kB', gzip: true, brotli: false },
  {
    name: 'fonts',
    path: 'dist/assets/*latin-wght*.woff2',
    limit: '35 kB',
    gzip: false,
    brotli: false,
  },
];
