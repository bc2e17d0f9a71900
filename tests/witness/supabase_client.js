// Usage: node supabase_client.js STORAGE_URL SERVICE_KEY ANON_KEY
// Uses a Supabase project with Supabase's own client, and writes what it was told of each thing it
// did as one JSON object to standard output. NODE_PATH leads to the client.
'use strict';

const {StorageClient} = require('@supabase/storage-js');

const [url, serviceKey, anonKey] = process.argv.slice(2);
const clientWith = (key) => new StorageClient(url, {apikey: key, Authorization: `Bearer ${key}`});
const service = clientWith(serviceKey);
const anon = clientWith(anonKey);

const jpeg = {contentType: 'image/jpeg', cacheControl: '60'};
const told = ({data, error}) =>
  error ? {status: error.status, statusCode: error.statusCode, message: error.message} : {data};

async function fetched(address) {
  const answer = await fetch(address);
  return {status: answer.status, type: answer.headers.get('content-type'), body: await answer.text()};
}

async function downloaded(bucket, key) {
  const {data, error} = await bucket.download(key);
  return error ? told({error}) : {type: data.type, body: await data.text()};
}

async function useObjects(bucket) {
  const seen = {};
  seen.upload = told(await bucket.upload('a/b.jpg', Buffer.from('one'), jpeg));
  seen.uploadAgain = told(await bucket.upload('a/b.jpg', Buffer.from('two'), jpeg));
  seen.upsert =
      told(await bucket.upload('a/b.jpg', Buffer.from('three'), {...jpeg, upsert: true}));
  seen.info = told(await bucket.info('a/b.jpg'));
  seen.exists = (await bucket.exists('a/b.jpg')).data;
  seen.existsNot = (await bucket.exists('none.jpg')).data;
  seen.download = await downloaded(bucket, 'a/b.jpg');
  seen.infoMissing = told(await bucket.info('none.jpg'));
  seen.signMissing = told(await bucket.createSignedUrl('none.jpg', 60));
  seen.signUpload = told(await bucket.createSignedUploadUrl('c.jpg', {upsert: true}));
  return seen;
}

async function useUrls(bucket) {
  const signed = await bucket.createSignedUrl('a/b.jpg', 60);
  return {
    signed: await fetched(signed.data.signedUrl),
    forged: await fetched(signed.data.signedUrl.slice(0, -4) + 'AAAA'),
    public: await fetched(bucket.getPublicUrl('a/b.jpg').data.publicUrl),
  };
}

async function useBuckets() {
  const limited = {public: false, fileSizeLimit: 4, allowedMimeTypes: ['image/png']};
  return {
    make: told(await service.createBucket('new', {public: true})),
    makeAgain: told(await service.createBucket('new', {public: true})),
    get: told(await service.getBucket('new')),
    getMissing: told(await service.getBucket('none')),
    makeLimited: told(await service.createBucket('limited', limited)),
    wrongType: told(await service.from('limited').upload('a.jpg', Buffer.from('1'), jpeg)),
    tooLarge: told(await service.from('limited')
        .upload('a.png', Buffer.from('12345'), {contentType: 'image/png'})),
    badKey: told(await service.from('new').upload('a~b.jpg', Buffer.from('1'), jpeg)),
    uploadToMissing: told(await service.from('none').upload('a.jpg', Buffer.from('1'), jpeg)),
  };
}

async function useAnonKey() {
  return {
    upload: told(await anon.from('images').upload('x.jpg', Buffer.from('1'), jpeg)),
    remove: told(await anon.from('images').remove(['a/b.jpg'])),
    get: told(await anon.getBucket('images')),
  };
}

async function run() {
  const bucket = service.from('images');
  const seen = {
    objects: await useObjects(bucket),
    urls: await useUrls(bucket),
    buckets: await useBuckets(),
    anon: await useAnonKey(),
    badKey: told(await clientWith(serviceKey.slice(0, -4) + 'AAAA').getBucket('images')),
  };
  seen.removed = told(await bucket.remove(['a/b.jpg', 'none.jpg']));
  return seen;
}

run().then((seen) => console.log(JSON.stringify(seen)));
