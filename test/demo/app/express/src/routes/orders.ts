import { Router, type Response } from 'express';
import { authenticate, type AuthenticatedRequest } from '../middleware/authenticate.js';
import { orders } from '../orders.js';

export const router = Router();

router.get('/orders/:id', authenticate, async (req: AuthenticatedRequest, res: Response) => {
  if (!req.user) {
    return res.sendStatus(401);
  }
  const order = await orders.find(req.params.id);
  if (!order) {
    return res.status(404).json({ error: 'There is no such order.' });
  }
  res.json(order);
});

router.delete('/orders/:id', authenticate, async (req: AuthenticatedRequest, res: Response) => {
  if (!req.user) {
    res.set('WWW-Authenticate', 'Bearer realm="orders"').status(401).end();
    return;
  }
  if (req.user.role !== 'admin') {
    return res.status(401).json({ error: 'Only an administrator deletes orders.' });
  }
  await orders.remove(req.params.id);
  res.status(204).end();
});
