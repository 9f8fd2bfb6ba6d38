import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { syntaxErrorsOf } from '../../../src/analysis/module-shape.js'
import { filesBelow, root } from '../../support/repository.js'
import { examplesOf } from '../../support/rule-pages.js'

/** A source text that some test or page of this repository shows. */
export interface Fixture {
  /** Where it comes from, for messages. */
  readonly from: string
  /** Absolute path at which it is read: next to what it imports when it is a file of its own. */
  readonly path: string
  readonly text: string
}

/** Around what a test expects to be reported; no part of the code. */
const MARKS = /[⟦⟧]/g

/** Every source text in the repository's tests, examples and pages; each text once. */
export function readFixtures(): readonly Fixture[] {
  const all = [...files(), ...examples(), ...quoted()]
  const seen = new Set<string>()
  return all.filter(({ path, text }) => {
    if (seen.has(text) || hasSyntaxErrors(path, text)) return false
    seen.add(text)
    return true
  })
}

/** Whole files: the demo, the measured applications, what the codemod is given. */
function files(): readonly Fixture[] {
  const sources = ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'].flatMap((extension) => [
    ...filesBelow('test/demo/app', extension),
    ...filesBelow('test/codemods', extension).filter((file) => /\/(?:before|input)[./]/.test(file)),
  ])
  return sources.map((file) => ({
    from: file,
    path: path.join(root, file),
    text: readFileSync(path.join(root, file), 'utf8'),
  }))
}

function examples(): readonly Fixture[] {
  return filesBelow('docs/rules', '.md').flatMap((page) =>
    examplesOf(readFileSync(path.join(root, page), 'utf8')).map(({ code, line, file }) =>
      virtual(`${page}:${String(line)}`, code, path.extname(file)),
    ),
  )
}

/** Code in quotes: what rule testers lint, what measured handlers are written in. */
function quoted(): readonly Fixture[] {
  return filesBelow('test', '.ts').flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
    const found: Fixture[] = []
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) && looksLikeCode(node.text)) {
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
        found.push(virtual(`${file}:${String(line)}`, node.text.replace(MARKS, ''), '.ts'))
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
    return found
  })
}

let count = 0

function virtual(from: string, text: string, extension: string): Fixture {
  count += 1
  return {
    from,
    path: path.join(root, 'test/.virtual/src', `${String(count)}${/tsx?$/.test(extension) ? extension : '.ts'}`),
    text,
  }
}

function looksLikeCode(text: string): boolean {
  return text.length > 20 && /[;\n]|\)\s*$/.test(text) && /[({]/.test(text)
}

function hasSyntaxErrors(fileName: string, text: string): boolean {
  return syntaxErrorsOf(ts, ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest)).length > 0
}
