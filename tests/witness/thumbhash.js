// Usage: node thumbhash.js FILE
// Reads lines of WIDTH HEIGHT RGBA-IN-HEX from the file and writes the thumbhash of each in
// hexadecimal, as the format's own encoder makes it. NODE_PATH leads to that.
'use strict';

const {readFileSync} = require('node:fs');
const {pathToFileURL} = require('node:url');

async function main() {
  const {rgbaToThumbHash} = await import(pathToFileURL(require.resolve('thumbhash')));
  for (const line of readFileSync(process.argv[2], 'utf8').trimEnd().split('\n')) {
    const [width, height, rgba] = line.split(' ');
    const hash = rgbaToThumbHash(Number(width), Number(height), Buffer.from(rgba, 'hex'));
    console.log(Buffer.from(hash).toString('hex'));
  }
}

main();
