const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for XML and HTML, in content and in attributes. Control characters that XML 1.0 does not allow are left out. */
export function escapeXml(text: string): string {
  return [...text]
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0
      return code >= 32 || code === 9 || code === 10 || code === 13
    })
    .map((character) => ENTITIES[character] ?? character)
    .join('')
}
