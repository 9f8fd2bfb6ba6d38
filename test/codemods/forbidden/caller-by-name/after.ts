import express from 'express'
import { getUser, hasAccess } from './callers.js'

const app = express()

app.get('/a', async (req, res) => {
  const user = await getUser(req)
  if (user.role !== 'admin') return res.status(401).json({ error: 'Administrators only.' })
  res.json({})
})

app.get('/b', (req, res) => {
  if (!req.user) return res.set('WWW-Authenticate', 'Bearer realm="api"').sendStatus(401)
  if (!hasAccess('reports')) return res.status(401).json({ error: 'Not part of your plan.' })
  if (req.user.role !== 'admin') return res.status(403).json({ error: 'Administrators only.' })
  res.json({})
})
