import { cpus } from "node:os"
import postgres from "postgres"
import { env } from "@/env"

/** Milliseconds between two looks. */
const interval = 20

/** What PostgreSQL's processes were found doing, as shares of what they were found doing at all. */
const kinds = ["computing", "disk", "turn", "portal", "other"] as const
type Kind = (typeof kinds)[number]

/**
 * What work that runs at once is held by: how busy the machine's cores are (0 to 1), and what the database's processes do while
 * a transaction of theirs is open: they compute (or wait for a core), wait for the disk, for their turn (a lock), or for the portal.
 *
 * @returns the work's answer, and the shares
 */
export async function watchBounds<T>(work: () => Promise<T>): Promise<[T, Record<Kind | "cores_busy", number>]> {
  const sql = postgres(env().DATABASE_URL, { max: 1 })
  const found: Record<Kind, number> = { computing: 0, disk: 0, turn: 0, portal: 0, other: 0 }
  let looking: Promise<void> = Promise.resolve()
  const look = async () => {
    const rows = await sql<{ type: string | null; event: string | null; count: number }[]>`
      select wait_event_type as type, wait_event as event, count(*)::integer as count from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
        and state in ('active', 'idle in transaction')
      group by 1, 2`
    for (const { type, event, count } of rows) found[kindOf(type, event)] += count
  }
  const timer = setInterval(() => {
    looking = looking.then(look).catch(() => {})
  }, interval)
  const before = times()
  try {
    const answer = await work()
    const after = times()
    await looking
    const all = Math.max(1, ...[kinds.reduce((sum, kind) => sum + found[kind], 0)])
    const shares = Object.fromEntries(kinds.map(kind => [kind, share(found[kind] / all)])) as Record<Kind, number>
    return [answer, { cores_busy: share(1 - (after.idle - before.idle) / (after.all - before.all)), ...shares }]
  } finally {
    clearInterval(timer)
    await looking
    await sql.end()
  }
}

function kindOf(type: string | null, event: string | null): Kind {
  if (type === null) return "computing"
  if (type === "Lock") return "turn"
  if (type === "IO" || /^WAL/iu.test(event ?? "")) return "disk"
  return type === "Client" ? "portal" : "other"
}

function times(): { idle: number; all: number } {
  const spent = cpus().map(core => core.times)
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  return { idle: sum(spent.map(({ idle }) => idle)), all: sum(spent.flatMap(core => Object.values(core))) }
}

const share = (value: number) => Math.round(value * 100) / 100
