export interface Order {
  id: string;
  total: number;
}

const stored = new Map<string, Order>();

export const orders = {
  find: async (id: string): Promise<Order | undefined> => stored.get(id),
  remove: async (id: string): Promise<void> => {
    stored.delete(id);
  },
};
