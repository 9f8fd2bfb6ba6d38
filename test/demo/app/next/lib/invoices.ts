export interface Invoice {
  id: string
  ownerId: string
  amount: number
}

export async function listInvoices(ownerId: string): Promise<Invoice[]> {
  return [{ id: '1', ownerId, amount: 120 }]
}

export async function findInvoice(id: string): Promise<Invoice | undefined> {
  return { id, ownerId: '7', amount: 120 }
}
