import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'

/** Right by every server that exists, wrong by the letter: the scheme's case is compared, and the challenge has no parameter. */
const EXACT = `export function tokenOf(req, res) {
  const header = req.headers.authorization
  if (!header || !header.startsWith('Bearer ')) {
    res.set('WWW-Authenticate', 'Bearer')
    return res.status(401).end()
  }
  return header.slice(7)
}
`

async function rulesReported(preset: 'recommended' | 'strict', code: string): Promise<readonly (string | null)[]> {
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [plugin.configs[preset]] })
  const [result] = await eslint.lintText(code, { filePath: 'server/token.js' })
  return [...new Set(result?.messages.map((message) => message.ruleId))].sort()
}

describe('presets', () => {
  it('have names, and every rule', () => {
    for (const [preset, config] of Object.entries({
      recommended: plugin.configs.recommended,
      strict: plugin.configs.strict,
    })) {
      expect(config.name).toBe(`http-status/${preset}`)
      expect(Object.keys(config.rules)).toEqual(Object.keys(plugin.rules).map((name) => `http-status/${name}`))
    }
  })

  it('recommended lets pass what works everywhere; strict goes by the letter', async () => {
    expect(await rulesReported('recommended', EXACT)).toEqual([])
    expect(await rulesReported('strict', EXACT)).toEqual([
      'http-status/bearer-scheme',
      'http-status/valid-www-authenticate',
    ])
  })

  it('the legacy ones hold the same rules', () => {
    expect(plugin.configs['legacy-recommended'].rules).toEqual(plugin.configs.recommended.rules)
    expect(plugin.configs['legacy-strict'].rules).toEqual(plugin.configs.strict.rules)
  })
})
