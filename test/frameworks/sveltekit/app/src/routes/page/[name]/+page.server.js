import { error, fail } from '@sveltejs/kit'

export function load({ params, setHeaders }) {
  if (params.name === 'load-error') error(401, 'no')
  if (params.name === 'load-error-after-set-headers') {
    setHeaders({ 'X-Before': 'kept' })
    error(401, 'no')
  }
  return {}
}

export const actions = { default: () => fail(401, { wrong: true }) }
