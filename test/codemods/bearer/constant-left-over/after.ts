import type { Request } from 'express'
import { keys } from '../keys'
import { parseBearer } from '../lib/http-auth'

const LIMIT = 100

// How the gateway names it.
const PREFIX = 'Bearer '

export const knows = (req: Request) => {
  const key = parseBearer(req.headers.authorization)
  if (!key) {
    throw new Error('missing auth')
  }
  return keys.has(key) && keys.size < LIMIT
}

export const isKnown = (req: Request) => {
  const key = parseBearer(req.headers.authorization)
  if (!key) {
    throw new Error('missing auth')
  }
  return keys.has(key)
}
