/** Adds the challenge to every 401 of the paths that ask for it. */
export async function handle({ event, resolve }) {
  const response = await resolve(event)
  if (event.url.searchParams.has('handle') && response.status === 401)
    response.headers.set('WWW-Authenticate', 'Bearer realm="handle"')
  return response
}
