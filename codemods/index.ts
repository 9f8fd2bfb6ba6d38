import { bearer } from './bearer.js'
import { challenge } from './challenge.js'
import type { Codemod } from './codemod.js'
import { forbidden } from './forbidden.js'
import { header } from './header.js'
import { CODEMOD_NAMES, type CodemodName } from './names.js'
import { unauthorized } from './unauthorized.js'

const BY_NAME: Readonly<Record<CodemodName, Codemod>> = { forbidden, unauthorized, header, bearer, challenge }

/** Every codemod, in the order of `CODEMOD_NAMES`: a place that becomes a 403 needs no challenge. */
export const codemods: readonly Codemod[] = CODEMOD_NAMES.map((name) => BY_NAME[name])
