import { filesBelow } from '../support/repository.js'

/** Every page for people, by its path from the root. */
export function pages(): string[] {
  return ['README.md', 'CHANGELOG.md', ...filesBelow('docs', '.md')]
}

/** The pages that users read: those in the packed package. */
export function userPages(): string[] {
  return pages().filter((page) => !page.startsWith('docs/contributing/'))
}
