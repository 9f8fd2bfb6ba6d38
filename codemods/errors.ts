/** The command cannot do what it was asked for: wrong flags, paths or configuration. The message is for the user; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
