import type { TextRange } from './text.js'

/** One name that an import brings in: `imported as local`. */
export interface ImportedName {
  readonly imported: string
  readonly local: string
  readonly typeOnly: boolean
  readonly range: TextRange
}

/** One `import` declaration, or one statement of top-level `require` calls. */
export interface ImportFact {
  readonly kind: 'import' | 'require'
  readonly specifier: string
  /** The whole statement, without leading comments, with its semicolon. */
  readonly range: TextRange
  readonly typeOnly: boolean
  /** Something of it is used as a value, or it is loaded for its effects: without the file that it names nothing runs. */
  readonly runs: boolean
  /** The braces of `{ a, b as c }`, when there are any. */
  readonly braces?: TextRange
  readonly names: readonly ImportedName[]
  /** Part of the unbroken block of imports at the top of the file. */
  readonly leading: boolean
}

/** A declaration at the top of a module: `export function name(…) {…}`. */
export interface TopDeclaration {
  readonly name: string
  readonly exported: boolean
  /** Without leading comments. */
  readonly range: TextRange
}

/** The outline of a file, as far as somebody who adds an import or a declaration has to know it. Offsets and values only. */
export interface ModuleShape {
  /** `esm` when it has an import or export declaration, `cjs` when it has `require` or `module.exports`, else unknown. */
  readonly system: 'esm' | 'cjs' | undefined
  readonly imports: readonly ImportFact[]
  /** End of the shebang line's text and of the directives (`'use strict'`); 0 without any, 1 after a byte order mark alone. */
  readonly prologueEnd: number
  /** Start of the first statement that is no directive, without its comments; the file's length when there is none. */
  readonly bodyStart: number
  readonly declarations: readonly TopDeclaration[]
  /** Every top-level statement, in order. */
  readonly statements: readonly TextRange[]
  /** Every name that is declared or used as an identifier anywhere in the file, property names left out. */
  readonly names: readonly string[]
  /** Names that stand outside import and require statements: what is imported and not among them is not used. */
  readonly usedNames: readonly string[]
  /** Where the parser stumbled. */
  readonly syntaxErrors: readonly { readonly message: string; readonly start: number }[]
}
