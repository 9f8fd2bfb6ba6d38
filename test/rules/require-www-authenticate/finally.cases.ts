import { manifest } from '../../support/project.js'
import type { Case } from './cases.js'

const express = (body: string): Case['files'] => ({
  'package.json': manifest('express'),
  'src/app.js': `const express = require('express')\nconst app = express()\n${body}`,
})
const koa = (body: string): Case['files'] => ({
  'package.json': manifest('koa'),
  'src/app.js': `const Koa = require('koa')\nconst app = new Koa()\n${body}`,
})
const SET = `res.setHeader('WWW-Authenticate', 'Bearer')`

/** Every way into `finally`, and what it does to the response there. */
export const finallyCases: readonly Case[] = [
  {
    name: 'finally sends what an exception left of the status',
    files: express(`app.get('/', async (req, res) => {
  res.statusCode = 401 // !
  try {
    await work(req)
    res.statusCode = 200
  } finally {
    res.end()
  }
})`),
  },
  {
    name: 'finally sends a status of the try, when what comes after it throws',
    files: express(`app.get('/', async (req, res) => {
  try {
    res.statusCode = 401 // !
    await work(req)
    res.statusCode = 200
  } finally {
    res.end()
  }
})`),
  },
  {
    name: 'finally after return and after throw in the try',
    files: express(`app.get('/', async (req, res) => {
  try {
    if (!req.user) {
      res.statusCode = 401 // !
      return
    }
    res.statusCode = 200
  } finally {
    res.end()
  }
})
app.get('/thrown', async (req, res) => {
  try {
    if (!req.user) {
      res.statusCode = 401 // !
      throw new Error('no user')
    }
    res.statusCode = 200
  } finally {
    res.end()
  }
})`),
  },
  {
    name: 'finally sets the header, whichever way leads there',
    files: express(`app.get('/', async (req, res) => {
  res.statusCode = 401
  try {
    if (!req.user) return
    await work(req)
    res.statusCode = 200
  } finally {
    ${SET}
    res.end()
  }
})
app.get('/later', async (req, res) => {
  try {
    if (!req.user) {
      res.statusCode = 401
      return
    }
    await work(req)
  } finally {
    ${SET}
    release()
  }
})`),
  },
  {
    name: 'the header is set by known calls between the status and finally: they do not throw',
    files: express(`app.get('/', (req, res) => {
  try {
    res.statusCode = 401
    ${SET}
    res.type('json')
  } finally {
    res.end()
  }
})`),
  },
  {
    name: 'a catch that falls to finally, and one that throws on',
    files: express(`app.get('/', async (req, res) => {
  res.statusCode = 200
  try {
    await verify(req)
  } catch {
    res.statusCode = 401 // !
  } finally {
    res.end()
  }
})
app.get('/on', async (req, res) => {
  try {
    await verify(req)
    res.statusCode = 200
  } catch (error) {
    res.statusCode = 401 // !
    throw error
  } finally {
    res.end()
  }
})
app.get('/challenged', async (req, res) => {
  res.statusCode = 200
  try {
    await verify(req)
  } catch (error) {
    res.statusCode = 401
    ${SET}
    throw error
  } finally {
    res.end()
  }
})`),
  },
  {
    name: 'a try in a try: the inner finally, then the outer one',
    files: express(`app.get('/', async (req, res) => {
  try {
    try {
      if (!req.user) {
        res.statusCode = 401
        return
      }
      res.statusCode = 200
    } finally {
      ${SET}
    }
  } finally {
    res.end()
  }
})
app.get('/inner', async (req, res) => {
  try {
    try {
      res.statusCode = 401 // !
      throw new Error('no')
    } finally {
      release()
    }
  } finally {
    res.end()
  }
})`),
  },
  {
    name: 'an exception is caught, and finally sends what the catch made of it',
    files: express(`app.get('/', async (req, res) => {
  res.statusCode = 401
  try {
    await work(req)
    res.statusCode = 200
  } catch {
    res.statusCode = 500
  } finally {
    res.end()
  }
})`),
  },
  {
    name: 'a finally that does something else leaves every way as it was',
    files: express(`app.get('/', async (req, res) => {
  const client = await pool.connect()
  try {
    if (!req.user) {
      ${SET}
      return res.status(401).end()
    }
    if (!req.team) return res.status(401).end() // !
    res.json(await client.query('select 1'))
  } finally {
    client.release()
  }
})`),
  },
  {
    name: 'Koa sends after the handler: a finally comes before',
    files: koa(`app.use(async (ctx) => {
  try {
    if (!ctx.state.user) {
      ctx.status = 401
      return
    }
    ctx.body = 'ok'
  } finally {
    ctx.set('WWW-Authenticate', 'Bearer')
  }
})
app.use(async (ctx) => {
  try {
    if (!ctx.state.user) {
      ctx.status = 401 // !
      return
    }
    ctx.body = 'ok'
  } finally {
    done()
  }
})`),
  },
  {
    name: 'a loop that is left through finally',
    files: express(`app.get('/', async (req, res) => {
  for (const one of checks) {
    res.statusCode = 401
    try {
      if (!one(req)) break
      res.statusCode = 200
    } finally {
      ${SET}
    }
  }
  res.end()
})`),
  },
  {
    name: 'a finally that leaves by itself ends every way',
    files: express(`app.get('/', async (req, res) => {
  try {
    res.statusCode = 401
    throw new Error('no')
  } finally {
    return res.status(403).end()
  }
})`),
  },
]
