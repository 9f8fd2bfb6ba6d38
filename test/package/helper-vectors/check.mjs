// Asks every helper file in a folder for every vector, on the Node that runs this. It needs nothing but that Node.
// Usage: node check.mjs <folder>; the folder holds `vectors.json` and the helpers that it names.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = path.resolve(process.argv[2] ?? '.')
const { helpers, formats, bearers } = JSON.parse(readFileSync(path.join(folder, 'vectors.json'), 'utf8'))
let values = 0
for (const name of helpers) {
  const { formatChallenge, parseBearer } = await import(pathToFileURL(path.join(folder, name)).href)
  for (const { challenge, value } of formats) {
    assert.equal(formatChallenge(challenge), value, `${name}: ${JSON.stringify(challenge)}`)
    // what is written can be sent
    assert.equal(new globalThis.Headers([['WWW-Authenticate', value]]).get('www-authenticate'), value)
    values++
  }
  for (const { header, token } of bearers) {
    assert.equal(parseBearer(header), token ?? undefined, `${name}: ${JSON.stringify(header)}`)
    values++
  }
  assert.equal(parseBearer(undefined), undefined)
}
console.log(JSON.stringify({ node: process.versions.node, helpers: helpers.length, values }))
