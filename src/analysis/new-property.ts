import type * as t from 'typescript'
import type { TypeScript } from './typescript.js'

/** Insert `before + name: value + after` at `at` (an offset in UTF-16 code units of the file). */
export interface NewProperty {
  readonly at: number
  readonly before: string
  readonly after: string
}

/**
 * Where an object literal takes one more property, in its own layout: in a literal over several lines the property gets a line of its own,
 * and the comments around keep their neighbours. As the last property, so that nothing before it takes its place; as the first one where
 * that is asked for, or where a comment stands behind the last. `undefined`: a comment is in the way, and a spread might hold the name.
 */
export function newProperty(
  ts: TypeScript,
  object: t.ObjectLiteralExpression,
  place: 'first' | 'last',
): NewProperty | undefined {
  const file = object.getSourceFile()
  const start = object.getStart()
  const [first] = object.properties
  const last = object.properties.at(-1)
  if (first === undefined || last === undefined) return { at: start + 1, before: ' ', after: ' ' }
  const isOverLines = file.text.slice(start + 1, first.getStart()).includes('\n')
  if (!isOverLines)
    return place === 'first'
      ? { at: first.getStart(), before: '', after: ', ' }
      : { at: last.getEnd(), before: ', ', after: '' }
  const line = `\n${indentOf(file.text, first.getStart())}`
  const asFirst = { at: start + 1, before: line, after: ',' }
  if (place === 'first') return asFirst
  // what stands behind the last property and on its line: a comma, a comment
  const [, comma = '', comment = ''] =
    /^([^\S\n]*,)?([^\S\n]*(?:\/\/[^\n]*|\/\*[^\n]*?\*\/[^\S\n]*))?(?=\r?\n)/.exec(file.text.slice(last.getEnd())) ?? []
  if (comment === '') return { at: last.getEnd(), before: `,${line}`, after: '' }
  if (comma !== '') return { at: last.getEnd() + comma.length + comment.trimEnd().length, before: line, after: ',' }
  return object.properties.some((one) => ts.isSpreadAssignment(one)) ? undefined : asFirst
}

/** The white space before a place on its line. */
function indentOf(text: string, at: number): string {
  return /^[^\S\n]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))?.[0] ?? ''
}
