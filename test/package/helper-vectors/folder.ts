import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { FLAVOURS, helper } from '../../codemods/helper/cases.js'
import { vectors } from '../../http/vectors.js'

export const CHECK = fileURLToPath(new URL('check.mjs', import.meta.url))

interface Format {
  readonly challenge: Readonly<Record<string, string>>
  readonly value: string
}

/** Challenges of the specifications that the helper can be asked for, and the text that it has to write. */
const formats: readonly Format[] = vectors
  .flatMap(({ challenges = [] }) => challenges)
  .flatMap(({ scheme, token68, params = [] }): Format[] => {
    if (scheme === null || token68 !== undefined || !params.every(([name]) => /^[a-z_]+$/.test(name))) return []
    const named = params.map(([name, text]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      text,
    ])
    const written = params.map(([name, text]) => `${name}="${text.replace(/[^ -~]/g, '').replace(/["\\]/g, '\\$&')}"`)
    return [
      {
        challenge: { scheme, ...(Object.fromEntries(named) as Record<string, string>) },
        value: [scheme, written.join(', ')].filter((part) => part !== '').join(' '),
      },
    ]
  })

/** A new folder with the helper in every language and the vectors; returns its path and the number of helpers and values. */
export function writeFolder(): { readonly folder: string; readonly helpers: number; readonly values: number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'http-status-helper-'))
  mkdirSync(folder, { recursive: true })
  const files = (Object.keys(FLAVOURS) as (keyof typeof FLAVOURS)[]).map((flavour) => {
    const text = helper({ flavour: FLAVOURS[flavour], exported: ['formatChallenge', 'parseBearer'] })
    const name = `${flavour}.${flavour === 'cjs' ? 'cjs' : 'mjs'}`
    const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
    const script = flavour === 'ts' ? ts.transpileModule(text, { compilerOptions: options }).outputText : text
    writeFileSync(path.join(folder, name), script)
    return name
  })
  const bearers = JSON.parse(
    readFileSync(new URL('../../codemods/helper/bearer-headers.json', import.meta.url), 'utf8'),
  ) as readonly unknown[]
  writeFileSync(path.join(folder, 'vectors.json'), JSON.stringify({ helpers: files, formats, bearers }))
  return { folder, helpers: files.length, values: files.length * (formats.length + bearers.length) }
}
