import { NextResponse } from 'next/server'
import { auth } from '@/lib/auth'
import { listInvoices } from '@/lib/invoices'

export async function GET() {
  const session = await auth()
  if (!session?.user?.id) {
    return NextResponse.json({ error: 'Please sign in.' }, { status: 401 })
  }
  return NextResponse.json(await listInvoices(session.user.id))
}
