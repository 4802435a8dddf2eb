import postgres from "postgres"
import { until } from "./until"

/** A place in a posting where it can be made to wait, as if somebody else were at the same rows. */
export type Hold = {
  /** Server process of the posting, once it waits there. */
  waiting(): Promise<number>
  /** Lets go. Releasing twice is fine; a server that has gone has let go. */
  release(): Promise<void>
}

/** Runs SQL in a transaction that stays open, so that whoever needs the same rows or tables waits. */
export async function holdRows(superuserUrl: string, sql: postgres.Sql, lock: string): Promise<Hold> {
  const holder = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  await holder.unsafe("begin")
  await holder.unsafe(lock)
  const [{ pid }] = await holder<[{ pid: number }]>`select pg_backend_pid() as pid`
  return {
    waiting: () => whoWaits(sql, `${pid} = any (pg_blocking_pids(pid))`),
    release: () => holder.end({ timeout: 0 }),
  }
}

/**
 * Keeps commits from being confirmed, by waiting for a standby that there is none of: the commit is on the disk, and the
 * client does not know.
 */
export async function holdConfirmation(superuserUrl: string, sql: postgres.Sql): Promise<Hold> {
  const admin = postgres(superuserUrl, { max: 1, connection: { synchronous_commit: "local" } })
  await admin`alter system set synchronous_standby_names = 'nobody'`
  await reload(admin, "nobody")
  await untilCommitsWait(superuserUrl, sql)
  // The setting goes again with the next reload, or with the server.
  await admin`alter system reset synchronous_standby_names`
  await admin.end()
  return {
    waiting: () => whoWaits(sql, "wait_event = 'SyncRep'"),
    release: () => reload(sql, ""),
  }
}

/**
 * Keeps commits from counting: those that announce something take turns, and one whose confirmation is held has the turn.
 */
export async function holdCommit(superuserUrl: string, sql: postgres.Sql): Promise<Hold> {
  const confirmation = await holdConfirmation(superuserUrl, sql)
  const announcer = postgres(superuserUrl, { max: 1 })
  // A commit that has written nothing needs no confirmation: the message is what it writes.
  const announced = announcer`select pg_notify('held', ''), pg_logical_emit_message(true, 'held', '')`.catch(() => {})
  const pid = await confirmation.waiting()
  return {
    waiting: () => whoWaits(sql, `${pid} = any (pg_blocking_pids(pid)) and query ilike 'commit%'`),
    async release() {
      await confirmation.release()
      await announced
      await announcer.end({ timeout: 0 })
    },
  }
}

/**
 * Commits wait once the checkpointer has read the setting as well, which it may be too busy for after a start: one is
 * tried until it is held, and let go.
 */
async function untilCommitsWait(superuserUrl: string, sql: postgres.Sql): Promise<void> {
  const probe = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  const [{ pid }] = await probe<[{ pid: number }]>`select pg_backend_pid() as pid`
  await until("commits wait to be confirmed", async () => {
    let passed = false
    const commit = probe`select pg_logical_emit_message(true, 'held', '')`.then(() => {
      passed = true
    })
    const waits = await until("a commit passes or waits", async () => {
      const [held] = await sql`select from pg_stat_activity where pid = ${pid} and wait_event = 'SyncRep'`
      return held ? "waits" : passed && "passed"
    })
    if (waits === "waits") await sql`select pg_cancel_backend(${pid})`
    await commit
    return waits === "waits"
  })
  await probe.end()
}

async function reload(sql: postgres.Sql, standby: string): Promise<void> {
  await sql`select pg_reload_conf()`
  await until("the server has read its settings", async () => {
    const [row] = await sql`select current_setting('synchronous_standby_names') as standby`
    return row?.standby === standby
  })
}

async function whoWaits(sql: postgres.Sql, condition: string): Promise<number> {
  return until(`a process waits: ${condition}`, async () => {
    const [row] = await sql.unsafe<[{ pid: number }?]>(`select pid from pg_stat_activity where ${condition} limit 1`)
    return row?.pid
  })
}
