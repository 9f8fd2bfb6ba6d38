import { describe, expect, test } from 'vitest'
import { ERROR_CODES, getErrorCode, getErrorCodesOf } from '../../src/http/error-codes.js'
import { getRequiredHeader, REQUIRED_HEADERS } from '../../src/http/required-headers.js'
import { getScheme, isKnownScheme, REGISTERED_SCHEMES } from '../../src/http/schemes.js'
import { isToken } from '../../src/http/characters.js'

describe('required headers', () => {
  test.for([
    [401, 'WWW-Authenticate', 'MUST'],
    [405, 'Allow', 'MUST'],
    [407, 'Proxy-Authenticate', 'MUST'],
    [426, 'Upgrade', 'MUST'],
    [101, 'Upgrade', 'MUST'],
    [206, 'Content-Range', 'MUST'],
    [416, 'Content-Range', 'SHOULD'],
    [301, 'Location', 'SHOULD'],
    [308, 'Location', 'SHOULD'],
  ] as const)('%i asks for %s', ([status, header, level]) => {
    expect(getRequiredHeader(status)).toMatchObject({ header, level })
  })

  test('403 and 200 ask for none, and no status is listed twice', () => {
    expect(getRequiredHeader(403)).toBeUndefined()
    expect(getRequiredHeader(200)).toBeUndefined()
    expect(new Set(REQUIRED_HEADERS.map(({ status }) => status)).size).toBe(REQUIRED_HEADERS.length)
  })
})

describe('error codes', () => {
  test('are compared exactly', () => {
    expect(getErrorCode('invalid_token')?.status).toBe(401)
    expect(getErrorCode('insufficient_scope')?.status).toBe(403)
    expect(getErrorCode('invalid_request')?.status).toBe(400)
    expect(getErrorCode('Invalid_Token')).toBeUndefined()
    expect(getErrorCode('constructor')).toBeUndefined()
  })

  test('are found by status, the general one first', () => {
    expect(getErrorCodesOf(401)[0]?.code).toBe('invalid_token')
    expect(getErrorCodesOf(403).map(({ code }) => code)).toEqual(['insufficient_scope'])
    expect(getErrorCodesOf(418)).toEqual([])
    expect(ERROR_CODES).toHaveLength(6)
  })
})

describe('schemes', () => {
  test('are found in any case and keep their registered spelling', () => {
    expect(getScheme('bEARer')?.name).toBe('Bearer')
    expect(getScheme('dpop')?.name).toBe('DPoP')
    expect(getScheme('Cookie')).toBeUndefined()
    expect(REGISTERED_SCHEMES).toHaveLength(14)
    expect(REGISTERED_SCHEMES.every(({ name }) => isToken(name))).toBe(true)
  })

  test('in wide use are known, though not registered', () => {
    expect(isKnownScheme('NTLM')).toBe(true)
    expect(isKnownScheme('cookie')).toBe(true)
    expect(isKnownScheme('Unauthorized')).toBe(false)
  })
})
