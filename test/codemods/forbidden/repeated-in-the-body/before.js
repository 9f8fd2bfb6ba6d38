export const remove = (req, res) => {
  if (!req.user) return res.redirect('/login')
  if (req.user.role !== 'admin') return res.status(401).json({ statusCode: 401, error: 'Admins only' })
  res.json({})
}
