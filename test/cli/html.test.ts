import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { project, type Workbench } from './support/command.js'
import { findBrowser, openBrowser } from './support/browser.js'

const executable = findBrowser()
const NASTY = `</pre><script>document.title = 'broken'</script><img src=x onerror="document.title = 'broken'">`

const FILES = {
  'src/me.ts': `import { Router } from 'express'
export const router = Router()
router.get('/me', (req, res) => {
  if (!req.headers.authorization) return res.status(401).json({ error: ${JSON.stringify(NASTY)} })
  if (req.query.old) return res.status(401).set('WWW-Authenticate', 'Bearer realm="api"').json({})
  res.json({})
})
`,
  'src/admin.ts': `import fastify from 'fastify'
const app = fastify()
app.get('/admin', async (request, reply) => {
  if (!request.headers.authorization) return reply.code(403).send({})
  const admin = false // \u202e
  if (!admin && request.ip === '') return reply.code(403).send({})
})
`,
  'src/maybe.ts': `import type { Response } from 'express'
export const maybe = (res: Response, headers: Record<string, string>) => res.set(headers).status(401).json({})
`,
  'src/token.ts': `import type { Request } from 'express'
export const tokenOf = (req: Request) => req.headers.authorization?.split(' ')[1]
`,
  'package.json': '{"name":"shop","type":"module","dependencies":{"express":"*","fastify":"*"}}',
}

let bench: Workbench
let browser: Browser | undefined
let page: Page
const requests: string[] = []
const errors: string[] = []

describe.skipIf(executable === undefined)('--format html in a browser', () => {
  beforeAll(async () => {
    ensureBuilt()
    bench = project(FILES, 'kept')
    bench.run(['--format', 'html', '--output-file', 'report.html'])
    browser = await openBrowser(executable ?? '')
    page = await browser.newPage({ colorScheme: 'light' })
    page.on('request', (request) => requests.push(request.url()))
    page.on('console', (message) => errors.push(message.text()))
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(pathToFileURL(bench.path('report.html')).href)
  })

  afterAll(async () => {
    await browser?.close()
    bench.remove()
  })

  it('fetches nothing, breaks nothing, and its own policy lets its style and script through', async () => {
    expect(requests).toEqual([pathToFileURL(bench.path('report.html')).href])
    expect(errors).toEqual([])
    expect(await page.locator('form.filters').isVisible()).toBe(true)
    expect(await page.evaluate('getComputedStyle(document.body).margin')).toBe('0px')
  })

  it('shows every 401 and 403, compliant or not, with framework, evidence, place, and the lines before and after', async () => {
    const rows = await page.evaluate(ROWS)
    expect(rows).toEqual([
      ['src/admin.ts', '403 at 4:46', 'finding', 'fastify', 'http-status/no-403-before-auth'],
      ['src/admin.ts', '403 at 6:43', 'compliant', 'fastify', ''],
      ['src/maybe.ts', '401 at 2:74', 'undecided', 'express', ''],
      ['src/me.ts', '401 at 4:42', 'finding', 'express', 'http-status/require-www-authenticate'],
      ['src/me.ts', '401 at 5:29', 'compliant', 'express', ''],
      ['src/token.ts', 'Bearer at 2:42', 'finding', '', 'http-status/bearer-scheme'],
    ])
    const first = page.locator('section[data-path="src/me.ts"] article').first()
    expect(await first.locator('del').innerText()).toContain('return res.status(401)')
    expect(await first.locator('ins').innerText()).toContain('return withChallenge(res).status(401)')
    expect(await first.innerText()).toMatch(/To mend[^]*express[^]*parameter of a handler|traced to an import/)
  })

  it('puts the figures at the top', async () => {
    const figures = await page.locator('.figures li').allInnerTexts()
    expect(figures.map((one) => one.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^\d+ % compliant, of those judged$/),
      '3 to mend',
      '2 of them by http-status fix',
      '1 of them by hand',
      '3 places with a 401',
      '2 places with a 403',
    ])
  })

  it('escapes everything, and shows characters that turn text around', async () => {
    expect(await page.title()).toMatch(/^401 and 403 responses of /)
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.locator('section[data-path="src/me.ts"] del').innerText()).toContain('<script>')
    expect(await page.content()).not.toContain('\u202e')
  })

  it('filters by text, verdict, status, rule and framework, and says how many are left', async () => {
    const shown = async (): Promise<readonly [number, string]> => [
      await page.locator('article:visible').count(),
      await page.locator('output').innerText(),
    ]
    expect(await shown()).toEqual([6, 'All 6 places are shown.'])
    await page.locator('select[name=verdict]').selectOption('finding')
    expect(await shown()).toEqual([3, '3 of 6 places are shown.'])
    await page.locator('select[name=framework]').selectOption('express')
    expect(await shown()).toEqual([1, '1 of 6 places are shown.'])
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.locator('select[name=subject]').selectOption('403')
    expect((await shown())[0]).toBe(2)
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.locator('select[name=rule]').selectOption('http-status/bearer-scheme')
    expect((await shown())[0]).toBe(1)
    expect(await page.locator('section:visible').count()).toBe(1)
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('searchbox', { name: 'Text' }).fill('ADMIN reply.code')
    expect((await shown())[0]).toBe(2)
    await page.getByRole('button', { name: 'Show all' }).click()
    expect((await shown())[0]).toBe(6)
  })

  it('names every control and keeps enough contrast in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await page.evaluate(POOR_CONTRASTS)).toEqual([])
    }
    const unnamed = `[...document.querySelectorAll('input, select')].filter((one) => one.labels.length !== 1).length`
    expect(await page.evaluate(unnamed)).toBe(0)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('h1').count()).toBe(1)
  })

  it('prints without the form and with every piece of code', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'light' })
    await page.evaluate(`window.dispatchEvent(new Event('beforeprint'))`)
    expect(await page.locator('form.filters').isVisible()).toBe(false)
    expect(await page.locator('details:not([open])').count()).toBe(0)
    expect((await page.pdf()).byteLength).toBeGreaterThan(10_000)
    await page.emulateMedia({ media: null })
  })

  it('is all there without scripts', async () => {
    const context = await browser?.newContext({ javaScriptEnabled: false })
    const plain = await context?.newPage()
    await plain?.goto(pathToFileURL(bench.path('report.html')).href)
    expect(await plain?.locator('article:visible').count()).toBe(6)
    expect(await plain?.locator('form.filters').isVisible()).toBe(false)
  })
})

/** Runs in the page: texts whose contrast with what is behind them is below 4.5 (WCAG 2.2, 1.4.3). */
const POOR_CONTRASTS = `(() => {
  const numbers = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number)
  const luminance = (color) => {
    const [r, g, b] = numbers(color).map((value) => {
      const share = value / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const backgroundOf = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one)
      if (numbers(backgroundColor)[3] !== 0) return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }
  const texts = document.querySelectorAll('h1, h2, h3, h4, p, a, li, span, small, td, th, del, ins, pre, code, label, output, summary, button')
  return [...texts].filter((one) => one.textContent.trim() !== '').flatMap((one) => {
    const [a, b] = [luminance(getComputedStyle(one).color), luminance(backgroundOf(one))]
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    return contrast < 4.5 ? [one.tagName + ' ' + one.className + ': ' + contrast.toFixed(2)] : []
  })
})()`

/** Runs in the page: what each place says of itself. */
const ROWS = `[...document.querySelectorAll('article')].map((one) => [
  one.closest('section').dataset.path,
  one.querySelector('h4').textContent.trim(),
  one.dataset.verdict,
  one.dataset.framework,
  one.dataset.rule,
])`
