// The order in which the requests are run, so that each finds what the ones before have made: a
// folder is imported, followed to its end, looked at and taken away again.
'use strict';

const kRemember = {
  job: [`pm.collectionVariables.set('job_id', pm.response.json().job_id);`],
  image: [
    `const [image] = pm.response.json().images;`,
    `pm.test('shows what was imported', () => pm.expect(image, 'an image').to.be.an('object'));`,
    `pm.collectionVariables.set('image_id', image.id);`,
    `pm.collectionVariables.set('key', image.object_key);`,
  ],
  webhook: [`pm.collectionVariables.set('webhook_id', pm.response.json().id);`],
  delivery: [`pm.collectionVariables.set('delivery_id', pm.response.json().id);`],
};

/// Asks again, up to a hundred times, until the job has ended.
const kUntilTheEnd = [
  `const job = pm.response.json();`,
  `const asked = Number(pm.collectionVariables.get('asked') ?? 0) + 1;`,
  `pm.collectionVariables.set('asked', asked);`,
  `const goesOn = job.status === 'processing' && asked < 100;`,
  `if (goesOn) pm.execution.setNextRequest(pm.info.requestName);`,
  `else pm.test('ends completed, every file accounted for', () => {`,
  `  pm.expect(job.status).to.equal('completed');`,
  `  pm.expect(job.imported_files + job.skipped_files + job.failed_files).to.equal(job.total_files);`,
  `});`,
];

const kALittleLater = [`setTimeout(() => {}, 200);`];

const kFolder = { folder_url: '{{folderUrl}}' };

/// By operationId, in order. What is not named here runs with what is known by then: reading before
/// writing, and taking away at last.
const kJourney = {
  getHealth: {},
  getLiveness: {},
  getReadiness: {},
  getContract: {},
  previewImport: { body: kFolder },
  importGoogleDrive: { body: kFolder, after: kRemember.job },
  importFolder: { body: kFolder },
  getJob: { before: kALittleLater, after: kUntilTheEnd },
  listImages: { after: kRemember.image },
  getImage: {},
  importDropbox: { body: { folder_url: '{{dropboxUrl}}' } },
  addWebhook: { body: { url: '{{webhookUrl}}' }, after: kRemember.webhook },
  testWebhook: { after: kRemember.delivery },
};

const kMethods = ['GET', 'POST', 'DELETE'];

function journeyOf(operation, method) {
  const named = Object.keys(kJourney);
  const place = named.indexOf(operation.operationId);
  return {
    place: place < 0 ? named.length + kMethods.indexOf(method) : place,
    path: {},
    query: {},
    before: [],
    after: [],
    ...kJourney[operation.operationId],
  };
}

module.exports = { journeyOf };
