import type { NextFunction, Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import { config } from '../config.js';

export interface Account {
  id: string;
  role: 'admin' | 'clerk';
}

export interface AuthenticatedRequest extends Request {
  user?: Account;
}

export function authenticate(req: AuthenticatedRequest, res: Response, next: NextFunction) {
  const token = req.headers.authorization?.split(' ')[1];
  if (!token) {
    return res.status(401).json({ error: 'Please sign in.' });
  }

  try {
    req.user = jwt.verify(token, config.jwtSecret) as Account;
    next();
  } catch {
    res.status(401).json({ error: 'Your session has expired.' });
  }
}
