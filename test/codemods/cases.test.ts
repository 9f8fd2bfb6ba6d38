import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { formatText } from '../../src/cli/format-text.js'
import { plain } from '../../src/cli/paint.js'
import { helper } from './helper/cases.js'
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

const HELPER = helper(
  { variants: ['node', 'fastify', 'web'], exported: ['withChallenge', 'challengeHeaders', 'parseBearer'] },
  { semicolons: false },
)

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
      const project = makeProject({
        'package.json': manifest(...dependencies),
        'src/lib/http-auth.ts': HELPER,
        [file]: before,
      })

      const preview = await project.run()
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

      await project.run({ write: true })
      const after = read('after.') ?? before
      expect(project.read(file)).toBe(after)
      expect(project.read('src/lib/http-auth.ts')).toBe(HELPER)

      const second = await project.run({ write: true })
      expect(second.edits).toEqual([])
      expect(project.read(file)).toBe(after)
    })
  })
}
