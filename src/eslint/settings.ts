import type { Settings } from '../model/settings.js'

const TEXTS = ['challengeHelpers', 'principals', 'authenticators'] as const

const checked = new WeakMap<object, Settings>()
const NONE: Settings = {}

/**
 * `settings['http-status']`, checked: the same object for the same settings.
 * @throws Error that names the setting when one has a wrong type or is unknown: a mistyped setting must not pass for a missing one.
 */
export function settingsOf(all: Readonly<Record<string, unknown>>): Settings {
  const given = all['http-status']
  if (given === undefined) return NONE
  if (!isRecord(given)) throw new Error("settings['http-status'] must be an object.")
  const known = checked.get(given)
  if (known !== undefined) return known
  const settings: { -readonly [K in keyof Settings]: Settings[K] } = {}
  for (const [name, value] of Object.entries(given)) {
    if (name === 'challenge') {
      if (typeof value !== 'string' || value.trim() === '')
        throw new Error(wrong(name, 'a challenge such as Bearer realm="api"'))
      settings.challenge = value
    } else if (name === 'includeTests') {
      if (typeof value !== 'boolean') throw new Error(wrong(name, 'true or false'))
      settings.includeTests = value
    } else if (isListName(name)) {
      if (!Array.isArray(value) || !value.every((one): one is string => typeof one === 'string'))
        throw new Error(wrong(name, 'a list of names'))
      settings[name] = value
    } else
      throw new Error(
        `settings['http-status'].${name} is unknown. Known are challenge, includeTests, ${TEXTS.join(', ')}.`,
      )
  }
  checked.set(given, settings)
  return settings
}

function wrong(name: string, wanted: string): string {
  return `settings['http-status'].${name} must be ${wanted}.`
}

function isListName(name: string): name is (typeof TEXTS)[number] {
  return (TEXTS as readonly string[]).includes(name)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
