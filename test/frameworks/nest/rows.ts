import type { Row } from '../support/table.js'

const B = 'Bearer realm="api"'

/** Methods of a controller. `res` is the response of the platform below, given by `@Res()`. */
export const rows: readonly Row[] = [
  { code: 'handler() { throw new UnauthorizedException() }', proves: ['new UnauthorizedException'], status: 401 },
  {
    code: "handler() { throw new UnauthorizedException('no', { description: 'x' }) }",
    proves: ['new UnauthorizedException'],
    status: 401,
  },
  {
    code: "handler(req, res) { res.header('X-Before', 'kept'); throw new UnauthorizedException() }",
    proves: [],
    status: 401,
    survival: 'new UnauthorizedException',
  },
  {
    code: `handler(req, res) { res.header('WWW-Authenticate', '${B}'); throw new UnauthorizedException() }`,
    proves: ['new UnauthorizedException'],
    status: 401,
    challenge: B,
  },
  {
    code: "handler(req, res) { res.header('X-Before', 'kept'); throw new ForbiddenException() }",
    proves: [],
    status: 403,
    survival: 'new ForbiddenException',
  },
  {
    code: "handler(req, res) { res.header('X-Before', 'kept'); throw new HttpException('no', HttpStatus.UNAUTHORIZED) }",
    proves: [],
    status: 401,
    survival: 'new HttpException',
  },
  { code: "handler() { throw new HttpException('no', 401) }", proves: ['new HttpException'], status: 401 },
  { code: "handler() { throw new HttpException('no', 403) }", proves: ['new HttpException'], status: 403 },
  {
    code: "handler() { throw Object.assign(new Error('no'), { statusCode: 401 }) }",
    proves: ['thrown'],
    status: 401,
  },
  { code: "handler() { throw Object.assign(new Error('no'), { status: 401 }) }", proves: ['thrown'], status: 500 },
  { code: 'handler(req, res) { res.status(401).send({}) }', proves: [], status: 401 },
  {
    code: `handler(req, res) { res.status(401).header('WWW-Authenticate', '${B}').send({}) }`,
    proves: [],
    status: 401,
    challenge: B,
  },
]
