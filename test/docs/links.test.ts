import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readText, root } from '../support/repository.js'
import { pages, userPages } from './pages.js'

/** Targets of the relative links of a page, as paths from the root, with their fragment. */
function links(page: string): { file: string; fragment: string | undefined }[] {
  const text = readText(page).replace(/```[\s\S]*?```/g, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', fragment] = target.split('#', 2)
      return { file: file === '' ? page : path.posix.join(path.posix.dirname(page), file), fragment }
    })
}

/** The names that headings of a page can be linked by. */
function anchors(page: string): string[] {
  return [...readText(page).matchAll(/^#+ +(.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe.each(pages())('%s', (page) => {
  it('links to pages and headings that exist', () => {
    const broken = links(page).filter(
      ({ file, fragment }) =>
        !existsSync(path.join(root, file)) || (fragment !== undefined && !anchors(file).includes(fragment)),
    )
    expect(broken).toEqual([])
  })
})

it('every page is linked from another one', () => {
  const linked = new Set(pages().flatMap((page) => links(page).map(({ file }) => file)))
  expect(userPages().filter((page) => !linked.has(page))).toEqual(['README.md', 'CHANGELOG.md'])
})
