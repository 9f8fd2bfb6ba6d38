// Lints the source files of a folder and prints, as JSON, ESLint's own timing: total, parse, and each rule in milliseconds;
// and the peak memory in MiB.
//   node lint.mjs DIR none|plugin|typed|typed-none [most files]
// typed and typed-none are recommendedTypeChecked with and without the plugin.
import { performance } from 'node:perf_hooks'
import path from 'node:path'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import httpStatus from 'eslint-plugin-http-status'
import { sourceFiles } from './files.mjs'

const [folder, mode, most = 'Infinity'] = process.argv.slice(2)
const cwd = path.resolve(folder)
const typed = mode.startsWith('typed')
// The codemod acts on what the strict preset reports.
const every = httpStatus.configs.strict.rules
const files = ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}']

const eslint = new ESLint({
  cwd,
  overrideConfigFile: true,
  ignore: false,
  errorOnUnmatchedPattern: false,
  warnIgnored: false,
  stats: true,
  overrideConfig: [
    ...(typed ? tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files })) : []),
    {
      files,
      languageOptions: {
        parser: tseslint.parser,
        parserOptions: { ecmaFeatures: { jsx: true }, ...(typed && { projectService: true, tsconfigRootDir: cwd }) },
      },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      plugins: { 'http-status': httpStatus },
      rules: mode.endsWith('none') ? {} : every,
    },
  ],
})

const rules = {}
const found = []
let parse = 0
let linted = 0
const start = performance.now()
for (const file of sourceFiles(cwd)) {
  if (linted >= Number(most)) break
  // Only files with the words: in a typed run the others would fill the sample.
  for (const result of await eslint.lintFiles([escape(file)])) {
    if (result.messages.some(({ fatal }) => fatal)) continue
    linted++
    for (const pass of result.stats.times.passes) {
      parse += pass.parse.total
      for (const [name, { total }] of Object.entries(pass.rules ?? {})) rules[name] = (rules[name] ?? 0) + total
    }
    if (result.messages.some(({ ruleId }) => ruleId?.startsWith('http-status/'))) found.push(file)
  }
}
const memory = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ total: performance.now() - start, memory, parse, linted, rules, found }))

/** Paths such as app/(auth)/[id]/route.ts are full of glob characters. */
function escape(file) {
  return file.replace(/[()[\]{}!*?+@\\]/g, '\\$&')
}
