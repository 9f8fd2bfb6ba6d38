import path from 'node:path'
import type * as t from 'typescript'
import type { TypeScript } from '../../../src/analysis/index.js'
import { root } from '../../support/repository.js'
import type { Fixture } from './fixtures.js'

/** One program over all fixtures, each a module of its own, with the frameworks' real declarations. Nothing is written to disk. */
export function programOf(ts: TypeScript, fixtures: readonly Fixture[]): t.Program {
  const texts = new Map(fixtures.map(({ path: name, text }) => [name, text]))
  const options: t.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowJs: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    jsx: ts.JsxEmit.Preserve,
    experimentalDecorators: true,
    types: ['node'],
    typeRoots: [path.join(root, 'node_modules/@types')],
  }
  const host = ts.createCompilerHost(options, true)
  const read = host.getSourceFile.bind(host)
  host.fileExists = (name) => texts.has(name) || ts.sys.fileExists(name)
  host.readFile = (name) => texts.get(name) ?? ts.sys.readFile(name)
  host.getSourceFile = (name, settings, ...rest) => {
    const text = texts.get(name)
    return text === undefined ? read(name, settings, ...rest) : ts.createSourceFile(name, text, settings, true)
  }
  // a compiler that is bundled in another package has no folder of declarations beside it
  const library = path.join(root, 'node_modules/typescript/lib')
  host.getDefaultLibLocation = () => library
  host.getDefaultLibFileName = (settings) => path.join(library, ts.getDefaultLibFileName(settings))
  host.getCurrentDirectory = () => root
  return ts.createProgram({ rootNames: [...texts.keys()], options, host })
}
