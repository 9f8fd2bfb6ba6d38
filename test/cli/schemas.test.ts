import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { readText } from '../support/repository.js'
import { project, ROUTE, type Workbench } from './support/command.js'

beforeAll(ensureBuilt)

/** Everything that a report can hold: edits of each kind, leaves, a remark, a failure, files that do not apply. */
const EVERYTHING = {
  'src/me.ts': `import { Router } from 'express'
Router().get('/', (req, res) => {
  if (!req.user) return res.status(401).json({})
  if (!req.user.admin) return res.status(401).json({ error: 'admins only' })
  const token = req.headers.authorization?.split(' ')[1]
  res.status(token ? 403 : 401).json({ error: '"ünïcode" <&>' })
})
`,
  'src/ein ordner/späte%route.ts': ROUTE.replaceAll('\n', '\r\n'),
  'src/mcp.ts': `import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'\n${ROUTE}export const transport = StreamableHTTPServerTransport\n`,
  'src/broken.ts': `${ROUTE}}}}\n`,
  'src/generated.ts': `// @generated\n${ROUTE}`,
}

function check(validate: ValidateFunction, text: string): unknown {
  const document: unknown = JSON.parse(text)
  validate(document)
  expect(validate.errors ?? []).toEqual([])
  return document
}

describe('json', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
    JSON.parse(readText('docs/report.schema.json')) as object,
  )

  it.each([
    ['a preview', ['fix']],
    ['inline edits alone', ['fix', '--safe', '--style', 'inline']],
    ['a written run, and the run after it', ['fix', '--write']],
  ])('%s fits its schema', (_, args) => {
    const bench = project(EVERYTHING)
    const report = check(validate, bench.run([...args, '--format', 'json']).stdout)
    const leaf = { path: 'src/me.ts', code: 'conditional-status' }
    expect(report).toMatchObject({ version: 1, failures: [{ path: 'src/broken.ts' }] })
    expect(report).toHaveProperty('edits.2.preview.line')
    expect(report).toHaveProperty('leaves', expect.arrayContaining([expect.objectContaining(leaf)]))
    if (args.includes('--write')) check(validate, bench.run([...args, '--format', 'json']).stdout)
  })

  it('an empty run fits it, and a report with another key does not', () => {
    const report = check(validate, project({ 'src/me.ts': '' }).run(['--format', 'json']).stdout)
    expect(validate({ ...(report as object), more: 1 })).toBe(false)
  })

  it('describes every key on its page', () => {
    const { required } = JSON.parse(readText('docs/report.schema.json')) as { required: readonly string[] }
    const page = readText('docs/reports.md')
    expect(required.filter((key) => !page.includes(`\`${key}\``))).toEqual([])
  })
})

describe('sarif', () => {
  const file = path.join(
    path.dirname(createRequire(import.meta.url).resolve('schemastore/package.json')),
    'schemas/json/sarif-2.1.0.json',
  )
  // Formats are annotations in draft 7 (addresses are checked below); a pattern of the schema is none under the u flag.
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false })
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object)
  const sarifOf = (bench: Workbench, ...args: readonly string[]): string =>
    bench.run([...args, '--format', 'sarif']).stdout

  it.each([[['check']], [['fix', '--write']]])('%j fits the schema of SARIF 2.1.0', (args) => {
    const log = check(validate, sarifOf(project(EVERYTHING), ...args)) as SarifLog
    const addresses = log.runs[0].results.flatMap((one) =>
      one.locations.map(({ physicalLocation }) => physicalLocation.artifactLocation.uri),
    )
    expect(addresses).toContain('src/ein%20ordner/sp%C3%A4te%25route.ts')
    for (const address of addresses) expect(new URL(address, 'file:///root/').href).toBe(`file:///root/${address}`)
  })

  it('an empty run fits it, and a broken one does not', () => {
    const log = check(validate, sarifOf(project({ 'src/me.ts': '' }))) as SarifLog
    expect(log.runs[0].results).toEqual([])
    expect(validate({ ...log, version: '2.0.0' })).toBe(false)
  })
})

interface SarifLog {
  readonly runs: readonly [
    {
      readonly results: readonly {
        readonly locations: readonly {
          readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } }
        }[]
      }[]
    },
  ]
}
