import path from 'node:path'
import ts from 'typescript'

const libraries = new Map<string, ts.SourceFile | undefined>()

/** Compiles a project as `tsc -p` does and gives what it complains of. The compiler's own declarations are parsed once. */
export function compile(folder: string, config: string): readonly string[] {
  const file = path.join(folder, config)
  const json: unknown = ts.readConfigFile(file, (one) => ts.sys.readFile(one)).config
  const { options, fileNames } = ts.parseJsonConfigFileContent(json, ts.sys, path.dirname(file))
  const host = ts.createCompilerHost(options)
  const getSourceFile = host.getSourceFile.bind(host)
  host.getSourceFile = (name, ...rest) => {
    if (!/[\\/]typescript[\\/]lib[\\/]/.test(name)) return getSourceFile(name, ...rest)
    const known = libraries.get(name) ?? getSourceFile(name, ...rest)
    libraries.set(name, known)
    return known
  }
  const program = ts.createProgram(fileNames, options, host)
  program.emit()
  return ts.getPreEmitDiagnostics(program).map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'))
}
