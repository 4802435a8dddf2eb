import { database } from "@/db/client"

/** A statement as the driver sends it. */
export type Sent = { query: string; parameters: unknown[] }

/** The statements that the database is sent while `work` runs, with their parameters, BEGIN and COMMIT included. */
export async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = []
  const { options } = database().$client
  const before = options.debug
  options.debug = (_connection, query, parameters) => sent.push({ query, parameters })
  try {
    await work()
  } finally {
    options.debug = before
  }
  return sent
}
