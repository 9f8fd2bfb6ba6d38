import type { Request } from 'express'
import { keys } from '../keys'

const BEARER = 'Bearer '
const LIMIT = 100

// How the gateway names it.
const PREFIX = 'Bearer '

export const knows = (req: Request) => {
  const authorization = req.headers.authorization
  if (!authorization?.startsWith(BEARER)) {
    throw new Error('missing auth')
  }
  const key = authorization.slice(BEARER.length)
  return keys.has(key) && keys.size < LIMIT
}

export const isKnown = (req: Request) => {
  const header = req.headers.authorization
  if (!header?.startsWith(PREFIX)) {
    throw new Error('missing auth')
  }
  const key = header.slice(PREFIX.length)
  return keys.has(key)
}
