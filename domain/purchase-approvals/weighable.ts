import { type Issue, Refusal } from "@/domain/errors"

/** What was read, or, where the exchange rate of its posting date is gone, the issue that says so. */
export type Weighable<T> = { found: T; unweighed: null } | { found: null; unweighed: Issue }

/**
 * Reads what holds a draft against limits, of a draft that may have lost its exchange rate since it was sent: there is nothing to hold
 * against them then, which a page says instead of failing.
 *
 * @throws whatever else the reading throws
 */
export async function weighable<T>(reading: Promise<T>): Promise<Weighable<T>> {
  try {
    return { found: await reading, unweighed: null }
  } catch (error) {
    const unweighed =
      error instanceof Refusal ? error.issues.find(({ code }) => code === "exchange_rate_missing") : undefined
    if (!unweighed) throw error
    return { found: null, unweighed }
  }
}
