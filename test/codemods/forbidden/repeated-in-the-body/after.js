export const remove = (req, res) => {
  if (!req.user) return res.redirect('/login')
  if (req.user.role !== 'admin') return res.status(403).json({ statusCode: 403, error: 'Admins only' })
  res.json({})
}
