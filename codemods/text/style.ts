/** How a file is written, as far as inserted text has to follow it. */
export interface TextStyle {
  readonly quote: "'" | '"'
  readonly semicolons: boolean
  readonly indent: string
  readonly lineEnding: '\n' | '\r\n'
}

export const DEFAULT_STYLE: TextStyle = { quote: "'", semicolons: true, indent: '  ', lineEnding: '\n' }

/** Reads the style off a text by counting; what the text does not show is taken from `fallback`. */
export function styleOf(text: string, fallback: TextStyle = DEFAULT_STYLE): TextStyle {
  const single = count(text, /'[^'"\n]*'/g)
  const double = count(text, /"[^'"\n]*"/g)
  const withSemicolon = count(text, /;[ \t]*(?:\/\/.*)?\r?$/gm)
  const without = count(text, /[\w)'"\]`][ \t]*\r?$/gm)
  const crlf = count(text, /\r\n/g)
  const lf = count(text, /\n/g) - crlf
  return {
    quote: single === double ? fallback.quote : single > double ? "'" : '"',
    semicolons: withSemicolon === 0 && without === 0 ? fallback.semicolons : withSemicolon >= without,
    indent: indentOf(text) ?? fallback.indent,
    lineEnding: crlf === 0 && lf === 0 ? fallback.lineEnding : crlf > lf ? '\r\n' : '\n',
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

/** One step of indentation: a tab, or the most frequent of the small widths that lines start with. */
function indentOf(text: string): string | undefined {
  const tabs = count(text, /^\t/gm)
  const spaces = count(text, /^ {2}/gm)
  if (tabs === 0 && spaces === 0) return undefined
  if (tabs > spaces) return '\t'
  const narrow = count(text, /^ {2}\S/gm)
  return narrow > 0 && narrow >= count(text, /^ {4}\S/gm) / 4 ? '  ' : '    '
}
