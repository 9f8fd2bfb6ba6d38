import type { TypeName } from './define.js'

/** Packages whose members are status numbers; `name` is the export that holds them, `default` also for `module.exports` itself. */
export const statusConstants: readonly TypeName[] = [
  { module: 'http-status-codes', name: 'StatusCodes' },
  { module: 'http-status-codes', name: 'default' },
  { module: 'http-status', name: 'default' },
  { module: 'http-status', name: 'status' },
  { module: 'http-status', name: 'HttpStatus' },
  { module: '@nestjs/common', name: 'HttpStatus' },
  { module: 'axios', name: 'HttpStatusCode' },
  { module: 'http2', name: 'constants' },
  { module: 'node:http2', name: 'constants' },
]
