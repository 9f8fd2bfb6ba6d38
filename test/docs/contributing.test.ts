import path from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { readText, root } from '../support/repository.js'

/** Type-checks a text as if it were this file of the repository; the messages of what is wrong with it. */
function compile(file: string, text: string): string[] {
  const config = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file))
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const virtual = path.join(root, file)
  const program = ts.createProgram([virtual], options, {
    ...host,
    fileExists: (name) => name === virtual || host.fileExists(name),
    readFile: (name) => (name === virtual ? text : host.readFile(name)),
    getSourceFile: (name, version) =>
      name === virtual ? ts.createSourceFile(name, text, version, true) : host.getSourceFile(name, version),
  })
  const source = program.getSourceFile(virtual)
  return ts
    .getPreEmitDiagnostics(program, source)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

it('the framework that docs/contributing/add-a-framework.md scaffolds compiles', () => {
  const block = /```ts\n([\s\S]*?)```/.exec(readText('docs/contributing/add-a-framework.md'))?.[1] ?? ''
  expect(block).toContain('defineFramework')
  expect(compile('src/frameworks/acme.ts', block)).toEqual([])
  expect(compile('src/frameworks/acme.ts', block.replace("title: 'Acme'", 'title: 3'))).not.toEqual([])
})

it('the rule that docs/contributing/add-a-rule.md scaffolds compiles', () => {
  const block = /```ts\n([\s\S]*?)```/.exec(readText('docs/contributing/add-a-rule.md'))?.[1] ?? ''
  expect(block).toContain('defineRule')
  expect(compile('rules/no-conditional-status.ts', block)).toEqual([])
  expect(compile('rules/no-conditional-status.ts', block.replace("type: 'suggestion'", "type: 'advice'"))).not.toEqual(
    [],
  )
})
