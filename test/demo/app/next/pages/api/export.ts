import type { NextApiRequest, NextApiResponse } from 'next'

export default function handler(req: NextApiRequest, res: NextApiResponse) {
  if (req.headers['x-api-key'] !== process.env.EXPORT_KEY) {
    res.status(401).json({ error: 'The API key is missing or wrong.' })
    return
  }
  res.status(200).json({ rows: [] })
}
