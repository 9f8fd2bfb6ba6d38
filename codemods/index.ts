import { bearer } from './bearer.js'
import type { Codemod } from './codemod.js'
import { header } from './header.js'
import { CODEMOD_NAMES, type CodemodName } from './names.js'

const BY_NAME: Readonly<Record<CodemodName, Codemod>> = { header, bearer }

/** Every codemod, in the order of `CODEMOD_NAMES`. */
export const codemods: readonly Codemod[] = CODEMOD_NAMES.map((name) => BY_NAME[name])
