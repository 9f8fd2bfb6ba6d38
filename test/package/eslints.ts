/** Folder in node_modules and major version of each supported ESLint, oldest first. */
export const ESLINTS = [
  ['eslint8', 8],
  ['eslint9', 9],
  ['eslint', 10],
] as const
