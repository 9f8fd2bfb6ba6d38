#!/usr/bin/env node
import { HELP } from './help.js'

/** Help and version load nothing else: they start nearly as fast as an empty script. */
async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP)
  } else if (args.includes('--version') || args.includes('-V')) {
    const { version } = await import('./version.js')
    process.stdout.write(`${version}\n`)
  } else {
    const { execute } = await import('./execute.js')
    process.exitCode = await execute(args)
  }
}

await main(process.argv.slice(2))
