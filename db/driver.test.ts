import { once } from "node:events"
import { type AddressInfo, connect, createServer, Socket } from "node:net"
import { inspect } from "node:util"
import { sql } from "drizzle-orm"
import pino from "pino"
import postgres from "postgres"
import { expect, test } from "vitest"
import { env } from "@/env"
import { makeCompany } from "@/test/factories"
import { users, vendorInvoiceClaim } from "./schema"
import { inCompany, type Tx } from "./tenancy"

/** Statements that wait, with something read already: nothing, rows, the first of two answers. */
const waiting: Record<string, string> = {
  nothing: "select pg_sleep(60)",
  rows: "select repeat('x', 20000), case when n = 3 then pg_sleep(60) end from generate_series(1, 3) n",
  "an answer": "select 1; select pg_sleep(60)",
}

test.for(Object.keys(waiting))(
  "a transaction's connection that PostgreSQL ended leaves nothing for whoever connects in its place: %s",
  async read => {
    // Its own question for types would cover up what is left.
    const pool = postgres(env().DATABASE_URL, { max: 1, fetch_types: false })
    const other = postgres(env().DATABASE_URL, { max: 1 })
    try {
      const ended = pool.begin(async tx => {
        const pid = await backend(tx)
        const running = tx.unsafe(waiting[read]!).execute()
        await sleeping(other, pid)
        await other`select pg_terminate_backend(${pid})`
        await running
      })
      await expect(ended).rejects.toMatchObject({ code: "CONNECTION_CLOSED" })
      expect(await pool`select 7 as seven`).toEqual([{ seven: 7 }])
    } finally {
      await Promise.all([pool.end(), other.end()])
    }
  },
)

test("a transaction whose connection broke off does not go on inside the next one's", async () => {
  const pool = postgres(env().DATABASE_URL, { max: 1 })
  const other = postgres(env().DATABASE_URL, { max: 1 })
  const [next, isLate] = [signal(), signal()]
  try {
    const broken = pool.begin(async tx => {
      await other`select pg_terminate_backend(${await backend(tx)})`
      await next.given
      const late = await tx`select set_config('app.company_id', '666', false)`.catch((error: Error) => error)
      expect(late).toMatchObject({ code: "CONNECTION_CLOSED" })
    })
    await expect(broken).rejects.toMatchObject({ code: "CONNECTION_CLOSED" })
    const rolledBack = await pool
      .begin(async tx => {
        await tx`create temporary table mine ()`
        next.give()
        // Its late statement and its COMMIT have been sent by then, if they are.
        setImmediate(isLate.give)
        await isLate.given
        expect(await tx`select current_setting('app.company_id', true) as company`).not.toEqual([{ company: "666" }])
        throw new RangeError("given up")
      })
      .catch((error: Error) => error)
    expect(rolledBack).toBeInstanceOf(RangeError)
    expect(await pool`select to_regclass('mine') as mine`).toEqual([{ mine: null }])
  } finally {
    await Promise.all([pool.end(), other.end()])
  }
})

test("what was not sent before a connection broke off is not sent through the next", async () => {
  let socket = new Socket()
  const { hostname, port } = new URL(env().DATABASE_URL)
  const connected = () => {
    socket = connect(Number(port), hostname)
    return once(socket, "connect").then(() => socket)
  }
  const pool = postgres(env().DATABASE_URL, { max: 1, connect_timeout: 3, socket: connected } as never)
  try {
    const unsent = pool.begin(async tx => {
      // Where this goes on, the connection's end comes before the driver's next writing.
      await new Promise(resolve => setImmediate(resolve))
      const statement = tx`select 1`.execute()
      socket.destroy()
      await statement
    })
    await expect(unsent).rejects.toMatchObject({ code: "CONNECTION_CLOSED" })
    expect(await pool`select 7 as seven`).toEqual([{ seven: 7 }])
  } finally {
    await pool.end()
  }
})

test("a connection that is ended while it is made leaves nothing for the next attempt", async () => {
  // As the driver asks for the types, before the statement that it connects for.
  const relay = await startRelay((attempt, piece) =>
    attempt === 1 && piece.includes("pg_type") ? fatal("57P01") : undefined,
  )
  const pool = postgres(relay.url, { max: 1, connect_timeout: 3 })
  try {
    expect(await pool`select 7 as seven`).toEqual([{ seven: 7 }])
    expect(relay.attempts()).toBe(2)
  } finally {
    await pool.end()
    relay.close()
  }
})

test("a server that refuses the connection in place of a lost one is heard at once", async () => {
  const relay = await startRelay((attempt, piece) => {
    if (attempt === 2) return fatal("57P03")
    return piece.includes("pg_sleep") ? Buffer.of() : undefined
  })
  const pool = postgres(relay.url, { max: 1, connect_timeout: 3 })
  try {
    await expect(pool`select pg_sleep(60)`).rejects.toMatchObject({ code: "CONNECTION_CLOSED" })
    await expect(pool`select 7 as seven`).rejects.toMatchObject({ code: "57P03" })
    expect(relay.attempts()).toBe(2)
  } finally {
    await pool.end()
    relay.close()
  }
})

/** Stands between driver and PostgreSQL, and passes on what they say until `end` answers the driver itself. */
async function startRelay(end: (attempt: number, piece: Buffer) => Buffer | undefined) {
  const { hostname, port } = new URL(env().DATABASE_URL)
  let attempts = 0
  const relay = createServer(client => {
    const attempt = ++attempts
    const server = connect(Number(port), hostname)
    server.on("data", piece => client.writable && client.write(piece))
    client.on("data", piece => {
      const last = end(attempt, piece)
      if (!last) server.write(piece)
      else if (client.writable) client.end(last)
    })
    client.on("close", () => server.destroy())
  }).listen(0, "127.0.0.1")
  await once(relay, "listening")
  const url = new URL(env().DATABASE_URL)
  url.host = `127.0.0.1:${(relay.address() as AddressInfo).port}`
  return { url: url.href, attempts: () => attempts, close: () => relay.close() }
}

/** PostgreSQL's last words on a connection. */
function fatal(code: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mended\0\0`)
  const length = Buffer.alloc(4)
  length.writeInt32BE(fields.length + 4)
  return Buffer.concat([Buffer.from("E"), length, fields])
}

function signal() {
  let give = () => {}
  const given = new Promise<void>(resolve => {
    give = resolve
  })
  return { given, give }
}

async function backend(tx: postgres.TransactionSql): Promise<number> {
  const [{ pid }] = await tx<[{ pid: number }]>`select pg_backend_pid() as pid`
  return pid
}

/** Until the backend of that number runs a statement that sleeps. */
async function sleeping(watcher: postgres.Sql, pid: number): Promise<void> {
  for (;;) {
    const [found] = await watcher`select from pg_stat_activity where pid = ${pid} and wait_event = 'PgSleep'`
    if (found) return
  }
}

const typed = "Kaasstraat 12 te Hoorn"

/** Statements that fail over what somebody typed: by a key, a check, a missing column, data of another type. */
const failing: Record<string, (tx: Tx, companyId: number) => Promise<unknown>> = {
  "a second row of one key": async (tx, companyId) => {
    const row = { companyId, vendorNo: typed, vendorInvoiceKey: typed }
    await tx.insert(vendorInvoiceClaim).values(row)
    await tx.insert(vendorInvoiceClaim).values(row)
  },
  "a row that breaks a rule": (tx, companyId) =>
    tx.insert(vendorInvoiceClaim).values({ companyId, vendorNo: typed, vendorInvoiceKey: sql`null` as never }),
  "a row of another company": (tx, companyId) =>
    tx.insert(vendorInvoiceClaim).values({ companyId: companyId + 1, vendorNo: typed, vendorInvoiceKey: typed }),
  "a statement of no use": tx => tx.execute(sql`select ${typed}::text from nowhere`),
  "data of another type": tx => tx.execute(sql`select ${typed}::text::bigint`),
  "a date that is none": tx => tx.execute(sql`select ${typed}::text::date`),
  "text that is no JSON": tx => tx.execute(sql`select ${`{"${typed}`}::text::jsonb`),
  "a statement inside a statement": tx => tx.execute(sql`select ts_stat(${`select nowhere, '${typed}'`}::text)`),
  "what the driver cannot send": tx => tx.execute(sql`select ${{ toString: () => `${typed}\0` }}::text`),
  "a query of the builder": tx => tx.select({ no: sql`1 / 0` }).from(users).where(sql`${typed} = ${typed}`),
}

test.for(Object.keys(failing))("an error does not hold what was typed: %s", async name => {
  const { id } = await makeCompany()
  const error = await inCompany(id, tx => failing[name]!(tx, id)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Error)
  let logged = ""
  const write = (line: string) => {
    logged += line
  }
  pino({}, { write }).error({ err: error }, "failed")
  // As our own log writes it, as Next.js does, and as one that shows all that is there.
  for (const text of [logged, inspect(error, { depth: 9 }), inspect(error, { depth: 9, showHidden: true })])
    expect(text).not.toContain(typed)
  // What failed and why is still told.
  expect(logged).toContain("Failed query: ")
})
