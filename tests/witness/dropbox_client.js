// Usage: node dropbox_client.js BASE_URL REFRESH_TOKEN APP_KEY APP_SECRET LINK [PASSWORD]
// Walks what a shared link of a Dropbox leads to with Dropbox's own client, downloads every file,
// and writes what it saw as one JSON object to standard output. NODE_PATH leads to the client.
'use strict';

const {createHash} = require('node:crypto');
const {Dropbox} = require('dropbox');

const [baseUrl, refreshToken, clientId, clientSecret, url, password] = process.argv.slice(2);

// The client knows Dropbox's hosts only; here each of them is a path.
async function fetchHere(address, options) {
  const here = address.replace(/^https:\/\/(api|content)\.dropbox(?:api)?\.com/, `${baseUrl}/$1`);
  const answer = await fetch(here, options);
  answer.buffer = async () => Buffer.from(await answer.arrayBuffer());
  return answer;
}

const dropbox = new Dropbox({refreshToken, clientId, clientSecret, fetch: fetchHere});

const failureOf = (error) => ({
  status: error.status,
  summary: error.error?.error_summary ?? '',
  tag: error.error?.error?.['.tag'] ?? '',
  message: String(error.message),
});

async function* pagesOf(path) {
  const link = password ? {url, password} : {url};
  let page = await dropbox.filesListFolder({path, shared_link: link, limit: 7});
  yield page.result.entries;
  while (page.result.has_more) {
    page = await dropbox.filesListFolderContinue({cursor: page.result.cursor});
    yield page.result.entries;
  }
}

async function download(path) {
  const place = password ? {url, link_password: password} : {url};
  try {
    const {result} =
        await dropbox.sharingGetSharedLinkFile(path ? {...place, path} : place);
    const bytes = result.fileBinary;
    return {
      name: result.name,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
  } catch (error) {
    return {failure: failureOf(error)};
  }
}

async function walk(path, seen) {
  for await (const entries of pagesOf(path)) {
    seen.pages += 1;
    for (const entry of entries) {
      seen.entries.push(entry);
      const below = `${path}/${entry.name}`;
      if (entry['.tag'] === 'folder') {
        await walk(below, seen);
      } else {
        entry.downloaded = await download(below);
      }
    }
  }
  return seen;
}

async function look() {
  const place = password ? {url, link_password: password} : {url};
  const link = (await dropbox.sharingGetSharedLinkMetadata(place)).result;
  if (link['.tag'] === 'file') return {link, downloaded: await download('')};
  return {link, ...await walk('', {pages: 0, entries: []})};
}

look()
    .catch((error) => ({failure: failureOf(error)}))
    .then((seen) => console.log(JSON.stringify(seen)));
