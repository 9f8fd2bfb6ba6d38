const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for XML and HTML, in content and in attributes. Characters that XML 1.0 does not allow are left out. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character).replace(/\p{Cc}/gu, keepWhiteSpace)
}

function keepWhiteSpace(character: string): string {
  return /\s/.test(character) ? character : ''
}
