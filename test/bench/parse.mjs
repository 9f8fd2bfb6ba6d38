// Parses one file once with the compiler that the codemod uses.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { ts } = createRequire(import.meta.url)('ts-morph')
const file = process.argv[2]
console.log(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true).statements.length)
