/** A string literal with the given quotes for a value of printable ASCII. */
export function stringLiteral(value: string, quote: "'" | '"'): string {
  const kind = value.includes(quote) && !value.includes(quote === '"' ? "'" : '"') ? (quote === '"' ? "'" : '"') : quote
  return kind + value.replaceAll('\\', '\\\\').replaceAll(kind, `\\${kind}`) + kind
}
