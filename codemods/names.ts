/** Names of the codemods, in the order in which their edits win when two want the same place. */
export const CODEMOD_NAMES = ['forbidden', 'unauthorized', 'header', 'bearer', 'challenge'] as const

export type CodemodName = (typeof CODEMOD_NAMES)[number]
