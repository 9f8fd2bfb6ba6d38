/** `text` as a JavaScript string literal in single quotes, or in double quotes when that needs no escape. */
export function toStringLiteral(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(/[\\\n\r\u2028\u2029]/g, (character) =>
    character === '\\' ? '\\\\' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return quote + escaped.replaceAll(quote, `\\${quote}`) + quote
}
