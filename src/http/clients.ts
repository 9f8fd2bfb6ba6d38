/** Functions that send a request of their own, by what their packages call them: a header that they are given is for another server. */
export const HTTP_CLIENTS: readonly string[] = ['fetch', 'axios', 'got', 'ky', 'superagent', 'supertest']

const METHODS: readonly string[] = ['request', 'post', 'put', 'patch', 'send']

/** Whether a call of this name, in any case, may send a request: of a client itself, or of a method that clients have. */
export function maySendRequest(name: string): boolean {
  return [...HTTP_CLIENTS, ...METHODS].includes(name.toLowerCase())
}
