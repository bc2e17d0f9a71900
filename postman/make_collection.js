// Makes the collection from the contract: node make_collection.js openapi.json > collection.json
// The same contract always gives the same text, so that a test can hold the two together.
'use strict';

const fs = require('fs');

const { journeyOf } = require('./journey.js');
const { checksOf, resolve } = require('./checks.js');

/// The converter makes up values where the contract has no example; these are always the same.
function fixChance() {
  let state = 1;
  Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function convert(contract) {
  const converter = require('openapi-to-postmanv2');
  const options = {
    folderStrategy: 'Tags',
    requestParametersResolution: 'Example',
    exampleParametersResolution: 'Example',
    enableOptionalParameters: false,
    alwaysInheritAuthentication: true,
  };
  return new Promise((resolve, reject) => {
    converter.convertV2({ type: 'string', data: contract }, options, (error, answer) => {
      if (error || !answer.result) reject(error ?? new Error(answer.reason));
      else resolve(answer.output[0].data);
    });
  });
}

/// Every request of the collection with the operation that it is, in the order of the contract.
function requestsOf(collection) {
  return collection.item.flatMap((folder) => folder.item);
}

function operationOf(contract, request) {
  const path = '/' + request.url.path.join('/').replace(/:(\w+)/g, '{$1}');
  return contract.paths[path][request.method.toLowerCase()];
}

/// Leaves one answer, the contract's own example, and nothing that is new with each run.
function tidy(item, contract, operation) {
  item.id = operation.operationId;
  delete item.request.auth;
  item.response = item.response.filter((response) => response.code < 300).slice(0, 1);
  for (const response of item.response) {
    const { content } = resolve(contract, operation.responses[response.code]);
    const example = content?.['application/json']?.example;
    response.id = `${operation.operationId}-${response.code}`;
    response.body = example === undefined ? '' : JSON.stringify(example, null, 2);
    response.header = response.header.filter((header) => !header.disabled);
    delete response.originalRequest;
  }
  item.protocolProfileBehavior = { followRedirects: false };
}

function exampleBody(operation) {
  return operation.requestBody?.content['application/json']?.example ?? {};
}

function fillIn(item, operation, step) {
  for (const variable of item.request.url.variable) {
    variable.value = step.path[variable.key] ?? `{{${variable.key}}}`;
    delete variable.description;
  }
  for (const parameter of item.request.url.query) {
    parameter.disabled = !(parameter.key in step.query);
    if (!parameter.disabled) parameter.value = String(step.query[parameter.key]);
  }
  if (operation.requestBody) {
    item.request.body.raw = JSON.stringify(step.body ?? exampleBody(operation), null, 2);
  }
}

function complete(item, contract, operation) {
  const step = journeyOf(operation, item.request.method);
  tidy(item, contract, operation);
  fillIn(item, operation, step);
  item.event = [
    { listen: 'prerequest', script: { type: 'text/javascript', exec: step.before } },
    {
      listen: 'test',
      script: { type: 'text/javascript', exec: [...checksOf(contract, operation), ...step.after] },
    },
  ].filter((event) => event.script.exec.length > 0);
  return { item, step };
}

async function makeCollection(text) {
  fixChance();
  const contract = JSON.parse(text);
  const collection = await convert(text);
  const completed = requestsOf(collection).map((item) =>
    complete(item, contract, operationOf(contract, item.request)),
  );
  completed.sort((one, other) => one.step.place - other.step.place);
  collection.item = completed.map(({ item }) => item);
  collection.info._postman_id = 'pixferry';
  collection.auth = {
    type: 'bearer',
    bearer: [{ key: 'token', value: '{{apiKey}}', type: 'string' }],
  };
  collection.variable = [
    { key: 'baseUrl', value: 'http://localhost:8000' },
    { key: 'apiKey', value: '' },
    { key: 'folderUrl', value: 'https://drive.google.com/drive/folders/YOUR_FOLDER_ID' },
    { key: 'dropboxUrl', value: 'https://www.dropbox.com/scl/fo/YOUR_FOLDER_ID' },
    { key: 'webhookUrl', value: 'https://YOUR_HOST/pixferry' },
  ];
  return `${JSON.stringify(collection, null, 2)}\n`;
}

makeCollection(fs.readFileSync(process.argv[2], 'utf8')).then(
  (text) => process.stdout.write(text),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
