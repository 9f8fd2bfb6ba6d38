import type { TextStyle } from '../text/style.js'

/** Rewrites text of `blocks.ts` (single quotes, semicolons, two spaces, LF) in a project's own style. */
export function printInStyle(text: string, style: TextStyle): string {
  return text
    .split('\n')
    .map((line) => printLine(line, style))
    .join(style.lineEnding)
}

function printLine(line: string, { quote, semicolons, indent }: TextStyle): string {
  const [, spaces = '', code = ''] = /^((?: {2})*)(.*)$/.exec(line) ?? []
  const indented = indent.repeat(spaces.length / 2)
  if (/^(?:\/?\*|\/\/)/.test(code.trimStart())) return indented + code
  const quoted = quote === '"' ? code.replace(/'([^'"\n]*)'/g, '"$1"') : code
  return indented + (semicolons ? quoted : quoted.replace(/;$/, ''))
}
