#!/usr/bin/env node
import module from 'node:module'
import { HELP } from './help.js'

/** Help and version load nothing else: they start nearly as fast as an empty script. */
async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP)
  } else if (args.includes('--version') || args.includes('-V')) {
    const { version } = await import('./version.js')
    process.stdout.write(`${version}\n`)
  } else {
    keepCompiledCode()
    const { execute } = await import('./execute.js')
    process.exitCode = await execute(args)
  }
}

/** Node 22 keeps the compiled code of what is loaded next, so that the compiler loads in half the time from the second run on. */
function keepCompiledCode(): void {
  const { enableCompileCache } = module as typeof module & { readonly enableCompileCache?: () => unknown }
  enableCompileCache?.()
}

await main(process.argv.slice(2))
