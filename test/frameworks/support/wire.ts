import { createServer, request, Server, type RequestListener } from 'node:http'

/** What came over the wire: names in lower case, one entry per field line. */
export interface Answer {
  readonly status: number
  readonly headers: ReadonlyMap<string, readonly string[]>
  readonly body: string
}

export interface Ask {
  readonly path?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One request to a server on loopback. Redirects are not followed. */
export function ask(port: number, { path = '/', method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const lines = new Map<string, string[]>()
        const { rawHeaders } = incoming
        for (let index = 0; index < rawHeaders.length; index += 2) {
          const name = (rawHeaders[index] ?? '').toLowerCase()
          lines.set(name, [...(lines.get(name) ?? []), rawHeaders[index + 1] ?? ''])
        }
        resolve({ status: incoming.statusCode ?? 0, headers: lines, body: Buffer.concat(chunks).toString() })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** The same for a handler that takes and returns web objects. `Headers` joins field lines of one name. */
export async function toAnswer(response: Response): Promise<Answer> {
  const headers = new Map<string, readonly string[]>()
  response.headers.forEach((value, name) => headers.set(name.toLowerCase(), [value]))
  return { status: response.status, headers, body: await response.text() }
}

export interface Running {
  readonly port: number
  readonly close: () => Promise<void>
}

/** Listens on a free port of 127.0.0.1. */
export async function listen(server: Server): Promise<Running> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: portOf(server),
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections()
        server.close((error) => {
          if (error) reject(error)
          else resolve()
        })
      }),
  }
}

export function portOf(server: unknown): number {
  if (!(server instanceof Server)) throw new TypeError('No server of node:http')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port')
  return address.port
}

/** Serves one listener for the time of one request. */
export async function askOnce(listener: RequestListener, question?: Ask): Promise<Answer> {
  const running = await listen(createServer(listener))
  try {
    return await ask(running.port, question)
  } finally {
    await running.close()
  }
}
