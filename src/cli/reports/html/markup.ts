import { escapeXml } from '../escape.js'

/** Text that is HTML already. */
export interface Markup {
  readonly html: string
}

type Part = string | number | Markup | undefined | readonly Markup[]

/** A template in which every value is escaped unless it was made by this function. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return { html: strings.map((text, index) => text + (index < values.length ? htmlOf(values[index]) : '')).join('') }
}

/** Text of our own that stands as it is: styles and scripts. */
export function verbatim(text: string): Markup {
  return { html: text }
}

function htmlOf(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeXml(showControls(String(part)))
  return 'html' in part ? part.html : part.map((one) => one.html).join('')
}

/** Characters that turn the direction of text around, or have no width, would let source read as something else. */
function showControls(text: string): string {
  return text.replace(
    /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g,
    (character) => `[U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  )
}
