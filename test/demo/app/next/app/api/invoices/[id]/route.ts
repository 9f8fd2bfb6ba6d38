import { auth } from '@/lib/auth'
import { findInvoice } from '@/lib/invoices'

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const session = await auth()
  if (!session?.user) {
    return new Response('Please sign in.', { status: 401 })
  }
  const invoice = await findInvoice((await params).id)
  if (invoice?.ownerId !== session.user.id) {
    return Response.json({ error: 'This invoice belongs to somebody else.' }, { status: 403 })
  }
  return Response.json(invoice)
}
