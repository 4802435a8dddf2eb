import { sql } from "drizzle-orm"
import { afterEach, beforeAll, expect, test } from "vitest"
import { database } from "@/db/client"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { recordEvent } from "@/domain/history/record-event"
import { makeActor, makeCompany } from "@/test/factories"
import { announce } from "./announce"
import { type DatabaseNews, listenForNews } from "./listen"

let actor: Actor
let stop = async () => {}

beforeAll(async () => {
  actor = await makeActor((await makeCompany()).id, "order_processor")
})

afterEach(() => stop())

type Heard = DatabaseNews | "connected" | "deaf" | "hears"

/** Listens, and hands out what is heard one after the other. */
function hear() {
  const waiting: ((heard: Heard) => void)[] = []
  const unread: Heard[] = []
  const take = (heard: Heard) => {
    const next = waiting.shift()
    if (next) next(heard)
    else unread.push(heard)
  }
  const listening = listenForNews({
    news: take,
    connected: () => take("connected"),
    deaf: () => take("deaf"),
    hears: () => take("hears"),
  })
  stop = listening.stop
  return async () => unread.shift() ?? new Promise<Heard>(resolve => waiting.push(resolve))
}

const happen = () =>
  inCompany(actor.companyId, tx =>
    recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "purchase_request.ready",
      subjectType: "purchase_request",
      subjectNo: "IA26-00001",
      tell: { userIds: [actor.userId], mail: false },
    }),
  )

test("an event, its notification and progress are heard when they are committed", async () => {
  const next = hear()
  expect(await next()).toBe("connected")
  await happen()
  expect(await next()).toEqual({ company: actor.companyId, type: "purchase_request", no: "IA26-00001" })
  expect(await next()).toEqual({ company: actor.companyId, user: actor.userId })
  await inCompany(actor.companyId, tx => announce(tx, actor.companyId, "sales_import", "VI26-00001"))
  expect(await next()).toEqual({ company: actor.companyId, type: "sales_import", no: "VI26-00001" })
})

test("what is rolled back is not heard", async () => {
  const next = hear()
  await next()
  const rolledBack = inCompany(actor.companyId, async tx => {
    await announce(tx, actor.companyId, "sales_import", "VI26-00002")
    throw new Error("no")
  })
  await expect(rolledBack).rejects.toThrow("no")
  await inCompany(actor.companyId, tx => announce(tx, actor.companyId, "sales_import", "VI26-00003"))
  expect(await next()).toMatchObject({ no: "VI26-00003" })
})

test("a lost connection is restored, and says so", async () => {
  const next = hear()
  expect(await next()).toBe("connected")
  await database().execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'inkoop-live' and datname = current_database()`,
  )
  expect(await next()).toBe("connected")
  await happen()
  expect(await next()).toMatchObject({ no: "IA26-00001" })
})
