import { styleText } from 'node:util'

type Style = 'red' | 'green' | 'cyan' | 'bold' | 'dim'

/** Colours a text, or gives it back when colours are off. */
export type Paint = (style: Style, text: string) => string

export const plain: Paint = (_, text) => text

/** Colours are for terminals that did not ask for none: https://no-color.org. */
export function paintFor(stream: NodeJS.WriteStream, wanted: boolean | undefined): Paint {
  const on = wanted ?? (stream.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb')
  return on ? (style, text) => styleText(style, text, { validateStream: false }) : plain
}
