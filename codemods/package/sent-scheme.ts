import { statSync } from 'node:fs'
import path from 'node:path'
import { isTestFile } from '../../src/analysis/test-files.js'
import { isTokenScheme, sentSchemes, speaksOfBearer } from '../../src/analysis/credentials/sent-schemes.js'
import type { OtherScheme } from '../codemod.js'
import { disk } from '../files/disk.js'
import { filesOfPackage } from '../files/package-files.js'
import { createLocator } from '../text/lines.js'

const SOURCE = /\.[cm]?[jt]sx?$/i
const DOCUMENT = /\.(?:md|mdx|markdown|adoc|rst|txt|http|rest|ya?ml|json)$/i
/** Written by tools, and large. */
const LISTED_BY_TOOLS = /(?:^|\/)(?:package-lock|npm-shrinkwrap|composer)\.json$|(?:^|\/)pnpm-lock\.yaml$|\.min\.js$/
const MOST_BYTES = 1_000_000

/**
 * The scheme that clients of a package send instead of Bearer, as its pages, its tests, or, where nothing in it speaks of Bearer, its
 * programs and comments say. Code that takes the word behind any scheme serves these clients, and `parseBearer` would not.
 */
export function otherSchemeOf(folder: string, nameOf: (file: string) => string): OtherScheme | undefined {
  let said: OtherScheme | undefined
  let hasBearer = false
  for (const file of filesOfPackage(folder)) {
    const relative = path.relative(folder, file).split(path.sep).join('/')
    const isSource = SOURCE.test(file)
    if (!(isSource || DOCUMENT.test(file)) || LISTED_BY_TOOLS.test(relative) || /(?:^|\/)node_modules\//.test(relative))
      continue
    const text = readShort(file)
    if (text === undefined) continue
    hasBearer ||= speaksOfBearer(text)
    const found = sentSchemes(text).find(({ scheme }) => !/^bearer$/i.test(scheme) && isTokenScheme(scheme))
    if (found === undefined) continue
    const place: OtherScheme = {
      scheme: found.scheme,
      place: `${nameOf(file)}:${createLocator(text)(found.at).line}`,
    }
    if (!isSource || isTestFile(relative, text)) return place
    said ??= place
  }
  return hasBearer ? undefined : said
}

function readShort(file: string): string | undefined {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return size > 0 && size <= MOST_BYTES ? disk.readFile(file) : undefined
}
