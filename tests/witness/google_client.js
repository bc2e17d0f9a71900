// Usage: node google_client.js ROOT_URL KEY FOLDER_ID
// Walks a folder of a Drive with Google's own client, downloads every file, and writes what it saw
// as one JSON object to standard output. NODE_PATH leads to the client.
'use strict';

const {createHash} = require('node:crypto');
const {drive: driveClient} = require('@googleapis/drive');

const [rootUrl, key, top] = process.argv.slice(2);
// A failure is reported as it comes, not tried again.
const drive = driveClient({version: 'v3', auth: key, rootUrl, retry: false});
const kFolder = 'application/vnd.google-apps.folder';
const kShortcut = 'application/vnd.google-apps.shortcut';
const anywhere = {supportsAllDrives: true};

const failureOf = (error) => ({
  status: error.status,
  reason: error.response?.data?.error?.errors?.[0]?.reason ?? '',
});

async function* pagesOf(folder) {
  let pageToken;
  do {
    const {data} = await drive.files.list({
      ...anywhere,
      includeItemsFromAllDrives: true,
      q: `'${folder}' in parents and trashed=false`,
      pageSize: 7,
      pageToken,
      fields: 'nextPageToken,incompleteSearch,files(id,name,mimeType,size,sha256Checksum)',
    });
    yield data.files;
    pageToken = data.nextPageToken;
  } while (pageToken);
}

async function download(fileId) {
  try {
    const {data} = await drive.files.get(
        {...anywhere, fileId, alt: 'media'}, {responseType: 'arraybuffer'});
    const bytes = Buffer.from(data);
    return {size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex')};
  } catch (error) {
    return {failure: failureOf(error)};
  }
}

async function walk(folder, seen) {
  for await (const files of pagesOf(folder)) {
    seen.pages += 1;
    for (const file of files) {
      seen.entries.push(file);
      if (file.mimeType === kFolder) {
        await walk(file.id, seen);
      } else if (file.mimeType !== kShortcut) {
        file.downloaded = await download(file.id);
      }
    }
  }
  return seen;
}

walk(top, {pages: 0, entries: []})
    .catch((error) => ({failure: failureOf(error)}))
    .then((seen) => console.log(JSON.stringify(seen)));
