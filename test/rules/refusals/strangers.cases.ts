import { express, next, type Case } from './marks.js'

/** A 403 that answers missing or refused credentials. */
export const strangers: readonly Case[] = [
  {
    name: 'no token and a refused token, in the way of tutorials',
    files: express(`
const jwt = require('jsonwebtoken')
const verifyToken = (req, res, next) => {
  const token = req.headers['x-access-token']
  if (!token) return res.status(403).send({ message: 'No token provided!' }) // !
  jwt.verify(token, secret, (err, decoded) => {
    if (err) return res.sendStatus(403) // !
    if (decoded.token_type !== 'access') return res.sendStatus(403) // !
    req.userId = decoded.id
    next()
  })
}`),
  },
  {
    name: 'the other branch of a test of the header',
    files: express(`
module.exports = (req, res, next) => {
  const header = req.headers['authorization']
  if (typeof header !== 'undefined') {
    next()
  } else {
    res.status(403).json({ message: 'invalid token' }) // !
  }
}`),
  },
  {
    name: 'the catch of a check, and the case that is left of it',
    files: express(`
const jwt = require('jsonwebtoken')
app.use((req, res, next) => {
  try {
    req.user = jwt.verify(req.headers.authorization.slice(7), key)
  } catch (err) {
    if (err.name === 'TokenExpiredError') return res.sendStatus(401)
    return res.sendStatus(403) // !
  }
  next()
})`),
  },
  {
    name: 'a wrong password, compared or checked',
    files: express(`
app.post('/login', async (req, res) => {
  const { email, password } = req.body
  const user = await User.findOne({ email })
  if (!user) return res.status(403).end() // !
  if (!(await bcrypt.compare(password, user.password))) return res.status(403).end() // !
  res.json({})
})
app.post('/old-login', async (req, res) => {
  const { password } = req.body
  const hashed = await argon2.hash(password)
  if (hashed !== account.password) return res.status(403).end() // !
  res.json({})
})`),
  },
  {
    name: 'refresh tokens that are unknown, or known as revoked',
    files: express(`
app.post('/refresh', async (req, res) => {
  const refreshToken = req.cookies.refreshToken
  if (!refreshTokens.includes(refreshToken)) return res.sendStatus(403) // !
  const found = await User.findOne({ refreshToken }).exec()
  if (!found) return res.sendStatus(403) // !
  const blacklisted = await Blacklist.findOne({ refreshToken })
  if (blacklisted) return res.sendStatus(403) // !
  res.json({})
})`),
  },
  {
    name: 'a secret of the environment in a header',
    files: next(`
export async function GET(request: Request) {
  if (request.headers.get('authorization') !== \`Bearer \${process.env.CRON_SECRET}\`) return new Response('no', { status: 403 }) // !
  return NextResponse.json({})
}
export async function POST(request: Request) {
  const key = request.headers.get('x-api-key')
  if (key !== process.env.API_KEY) return NextResponse.json({}, { status: 403 }) // !
  return NextResponse.json({})
}`),
  },
  {
    name: 'no session, no user',
    files: next(`
import { getServerSession } from 'next-auth'
export async function GET() {
  const session = await getServerSession(options)
  if (!session?.user) return NextResponse.json({}, { status: 403 }) // !
  return NextResponse.json({})
}
export async function POST(request: Request) {
  const { data: { user } } = await supabase.auth.getUser()
  if (!user) return NextResponse.json({}, { status: 403 }) // !
  return NextResponse.json({})
}`),
  },
  {
    name: 'a caller who has not logged in by passport',
    files: express(`
app.get('/', (req, res) => {
  if (!req.isAuthenticated()) return res.sendStatus(403) // !
  res.json({})
})`),
  },
  {
    name: 'credentials that another server refused',
    files: express(`
app.post('/login', async (req, res) => {
  const { username, password } = req.body
  try {
    const { data } = await axios.post(url, { grant_type: 'password', username, password })
    res.json(data)
  } catch (err) {
    res.status(403).send(err.message) // !
  }
})`),
  },
  {
    name: 'a header of any name that goes on as a token',
    files: express(`
app.use((req, res, next) => {
  const stamp = req.headers['x-stamp']
  if (typeof stamp === 'undefined') return res.status(403).json({ message: 'no' }) // !
  req.token = stamp
  next()
})
app.use((req, res, next) => {
  const locale = req.headers['x-region']
  if (typeof locale === 'undefined') return res.status(403).json({ message: 'no' })
  req.locale = locale
  next()
})`),
  },
]
