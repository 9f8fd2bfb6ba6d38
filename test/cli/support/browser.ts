import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Path of a Chromium on this machine. Without one the tests that need it are skipped with a notice; in CI that is an error. */
export function findBrowser(): string | undefined {
  const found = PLACES.find((one) => existsSync(one))
  if (found !== undefined) return found
  const notice = `No Chromium in ${PLACES.join(', ')}: apt-get install --no-install-recommends chromium`
  if (process.env['CI'] === 'true') throw new Error(notice)
  console.warn(`${notice}. Tests in a browser are skipped.`)
  return undefined
}

/** A browser with a profile of its own that talks to nobody. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
