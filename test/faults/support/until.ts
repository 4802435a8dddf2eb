import { setTimeout as wait } from "node:timers/promises"

/** Milliseconds between two looks. */
const interval = 15

/**
 * Looks again and again until what is looked for is there.
 * @param what for the message, e.g. "the request is ready"
 * @param look answers something falsy while it is not there yet
 * @returns what `look` found
 * @throws Error when it is not there within so many seconds
 */
export async function until<T>(what: string, look: () => T | Promise<T>, seconds = 30): Promise<NonNullable<T>> {
  const deadline = performance.now() + seconds * 1_000
  while (true) {
    const found = await look()
    if (found) return found
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`)
    await wait(interval)
  }
}
