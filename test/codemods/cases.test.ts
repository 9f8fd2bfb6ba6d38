import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { formatText } from '../../src/cli/format-text.js'
import { plain } from '../../src/cli/paint.js'
import { FLAVOURS, helper } from './helper/cases.js'
import { makeProject, manifest } from './support/project.js'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** What the packages of a group depend on. */
const DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {
  express: ['express'],
  fastify: ['fastify', 'http-errors', '@fastify/sensible'],
  next: ['next'],
  style: ['express'],
  leave: ['express', 'next'],
  forbidden: ['express', 'fastify', '@fastify/sensible'],
  bearer: ['express'],
}

interface Case {
  readonly title: string
  /** Where the file lies in its project. */
  readonly file: string
  /** Lines that the report has to print. */
  readonly report?: readonly string[]
}

/** Named by whoever runs the command: then it is that of every place. */
const CHALLENGE = { scheme: 'Bearer', parameters: { realm: 'api' } }

/** What a group's projects have beside their manifest. `paths` are written only where something resolves them: Next does it itself. */
const CONFIGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  next: { 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }' },
}

/** A helper in the language of the file that imports it: plain JavaScript loads no TypeScript. */
function helperFor(file: string): { readonly path: string; readonly text: string } {
  const language = /\.cjs$/.test(file) ? 'cjs' : /\.m?js$/.test(file) ? 'js' : 'ts'
  const text = helper(
    {
      flavour: FLAVOURS[language],
      variants: ['node', 'fastify', 'web'],
      exported: ['withChallenge', 'challengeHeaders', 'parseBearer'],
    },
    { semicolons: false },
  )
  return { path: language === 'ts' ? 'src/lib/http-auth.ts' : 'src/lib/http-auth.js', text }
}

for (const [group, dependencies] of Object.entries(DEPENDENCIES)) {
  describe(group, () => {
    it.each(readdirSync(folder + group))('%s', async (name) => {
      const files = readdirSync(`${folder}${group}/${name}`)
      const read = (start: string): string | undefined => {
        const file = files.find((one) => one.startsWith(start))
        return file === undefined ? undefined : readFileSync(`${folder}${group}/${name}/${file}`, 'utf8')
      }
      const { file, report: lines = [] } = JSON.parse(read('case.json') ?? '') as Case
      const before = read('before.') ?? ''
      const there = helperFor(file)
      const project = makeProject({
        'package.json': manifest(...dependencies),
        ...CONFIGS[group],
        [there.path]: there.text,
        [file]: before,
      })

      const preview = await project.run({ challenge: CHALLENGE })
      expect(project.read(file)).toBe(before)
      expect(preview.failures).toEqual([])
      const text = formatText(preview, {
        command: 'fix',
        write: false,
        quiet: false,
        verbose: false,
        paint: plain,
        diffs: [],
      })
      for (const line of lines) expect(text).toContain(line)

      await project.run({ write: true, challenge: CHALLENGE })
      const after = read('after.') ?? before
      expect(project.read(file)).toBe(after)
      expect(project.read(there.path)).toBe(there.text)

      const second = await project.run({ write: true, challenge: CHALLENGE })
      expect(second.edits).toEqual([])
      expect(project.read(file)).toBe(after)
    })
  })
}
