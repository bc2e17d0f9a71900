// What is asserted of every answer, from the contract alone.
'use strict';

function resolve(contract, value) {
  if (!value?.$ref) return value;
  return value.$ref
    .slice(2)
    .split('/')
    .reduce((inside, key) => inside[key], contract);
}

/// The keys that the schema says are always there, its parts (allOf) included.
function requiredKeys(contract, schema) {
  const whole = resolve(contract, schema) ?? {};
  const parts = (whole.allOf ?? []).flatMap((part) => requiredKeys(contract, part));
  return [...new Set([...parts, ...(whole.required ?? [])])];
}

function successesOf(contract, operation) {
  return Object.entries(operation.responses)
    .filter(([status]) => status < 400)
    .map(([status, response]) => [Number(status), resolve(contract, response)]);
}

function checksOf(contract, operation) {
  const successes = successesOf(contract, operation);
  const lines = [
    `pm.test('answers as the contract says', () => {`,
    `  pm.expect(pm.response.code, pm.response.text()).to.be.oneOf([${successes.map(([status]) => status).join(', ')}]);`,
    `});`,
    `pm.test('names the request', () => {`,
    `  pm.response.to.have.header('X-Request-Id');`,
    `});`,
  ];
  for (const [status, response] of successes) {
    const json = response.content?.['application/json'];
    if (!json) continue;
    const keys = requiredKeys(contract, json.schema);
    lines.push(
      `if (pm.response.code === ${status}) {`,
      `  pm.test('has every key that it promises', () => {`,
      `    pm.expect(pm.response.headers.get('Content-Type')).to.equal('application/json');`,
      `    const body = pm.response.json();`,
      ...(keys.length > 0
        ? [`    pm.expect(body).to.include.keys(${keys.map((key) => `'${key}'`).join(', ')});`]
        : []),
      `  });`,
      `}`,
    );
  }
  return lines;
}

module.exports = { checksOf, resolve };
