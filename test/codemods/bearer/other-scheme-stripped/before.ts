export function tokenOf(req: Request): string | undefined {
  return req.headers.authorization?.replace(/^(Bearer|Token)\s+/i, '')
}
