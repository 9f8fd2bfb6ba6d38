export function tokenOf(req: Request): string | null {
  if (
    (req.headers.authorization && req.headers.authorization.split(' ')[0] === 'Token') ||
    (req.headers.authorization && req.headers.authorization.split(' ')[0]?.toLowerCase() === 'bearer')
  ) {
    return req.headers.authorization.split(' ')[1]
  }
  return null
}
