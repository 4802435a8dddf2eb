import { createHmac, randomUUID } from "node:crypto"
import { hostname } from "node:os"
import { eq, lt, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { runningProcess } from "@/db/schema"
import { env } from "@/env"

export type RunningProcess = typeof runningProcess.$inferSelect & { isAlive: boolean }

/** Milliseconds between two signs of life. */
const interval = 10_000
/** Seconds without one after which a process is taken for gone; after days of that it is forgotten. */
const silence = 35

/**
 * Has this process say that it runs, at once and every few seconds, until it is stopped. With the database away it says nothing, as nobody
 * could read it.
 * @param isDeaf whether its live pages hear nothing of the database
 */
export function showAlive(part: "web" | "worker", isDeaf: () => boolean = () => false): { stop(): Promise<void> } {
  const id = randomUUID()
  const own = { id, part, host: hostname(), pid: process.pid, secretMark: secretMark() }
  const show = async () => {
    const deafSince = isDeaf() ? sql`coalesce(${runningProcess.deafSince}, now())` : sql`null`
    await database()
      .insert(runningProcess)
      .values({ ...own, deafSince: isDeaf() ? sql`now()` : null })
      .onConflictDoUpdate({ target: runningProcess.id, set: { seenAt: sql`now()`, deafSince } })
    await database().delete(runningProcess).where(lt(runningProcess.seenAt, sql`now() - interval '2 days'`))
  }
  let showing: Promise<void> | undefined
  const begin = () => {
    showing ??= show()
      .catch(() => {})
      .finally(() => {
        showing = undefined
      })
  }
  begin()
  const timer = setInterval(begin, interval)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await showing
      await database()
        .delete(runningProcess)
        .where(eq(runningProcess.id, id))
        .catch(() => {})
    },
  }
}

/** The processes that have said of themselves that they run, those that fell silent too; newest first. */
export async function listProcesses(): Promise<RunningProcess[]> {
  const isAlive = sql<boolean>`${runningProcess.seenAt} > now() - make_interval(secs => ${silence})`
  const rows = await database()
    .select({ process: runningProcess, isAlive })
    .from(runningProcess)
    .orderBy(sql`${runningProcess.startedAt} desc`)
  return rows.map(({ process, isAlive }) => ({ ...process, isAlive }))
}

/** Whether a process that runs has another AUTH_SECRET than this one: it ends the sessions of whom this one signs in, and the other way. */
export function hasOtherSecret(all: readonly RunningProcess[]): boolean {
  const own = secretMark()
  return all.some(({ isAlive, secretMark: other }) => isAlive && other !== own)
}

/** Says whether two secrets are the same, and nothing of them. */
function secretMark(): string {
  return createHmac("sha256", env().AUTH_SECRET).update("inkoop running process").digest("hex").slice(0, 12)
}
