import { describe, expect, it } from 'vitest'
import { no401AfterAuth } from '../../../rules/no-401-after-auth.js'
import { no403BeforeAuth } from '../../../rules/no-403-before-auth.js'
import { knownByCheck, legalByCheck, ordinaryByCheck, strangersByCheck } from './checks.cases.js'
import { knownByInput, legalByInput } from './input.cases.js'
import { knownCallers } from './known-callers.cases.js'
import { ordinary } from './legal-403.cases.js'
import { legal } from './legal-401.cases.js'
import { marked } from '../../support/reported-lines.js'
import { reported, type Case } from './marks.js'
import { knownWithoutOther, legalByOtherCredential } from './other-credential.cases.js'
import { strangers } from './strangers.cases.js'
import { knownByWays, legalByWays, ordinaryByWays, strangersByWays } from './ways.cases.js'

const known: readonly Case[] = [...knownCallers, ...knownByWays, ...knownByCheck, ...knownByInput, ...knownWithoutOther]
const silent: readonly Case[] = [...legal, ...legalByWays, ...legalByCheck, ...legalByInput, ...legalByOtherCredential]
const refused: readonly Case[] = [...strangers, ...strangersByWays, ...strangersByCheck]
const allowed: readonly Case[] = [...ordinary, ...ordinaryByWays, ...ordinaryByCheck]
const all: readonly Case[] = [...known, ...silent, ...refused, ...allowed]

describe('no-401-after-auth', () => {
  it.each(known)('reports: $name', (one) => {
    expect(marked(one.files)).not.toEqual([])
    expect(reported(no401AfterAuth, one)).toEqual(marked(one.files))
  })

  it.each([...silent, ...refused, ...allowed])('is silent: $name', (one) => {
    expect(reported(no401AfterAuth, one)).toEqual([])
  })
})

describe('no-403-before-auth', () => {
  it.each(refused)('reports: $name', (one) => {
    expect(marked(one.files)).not.toEqual([])
    expect(reported(no403BeforeAuth, one)).toEqual(marked(one.files))
  })

  it.each([...allowed, ...silent, ...known])('is silent: $name', (one) => {
    expect(reported(no403BeforeAuth, one)).toEqual([])
  })
})

it('finds in what is not reported the same responses, so that silence is a verdict', () => {
  for (const { name, files } of all.filter(({ files }) => marked(files).length === 0))
    expect(Object.values(files).join('\n'), name).toMatch(/40[13]|unauthorized|forbidden/i)
})
