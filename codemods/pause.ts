/** Lets pending signals in: they are delivered between two turns of the event loop. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
