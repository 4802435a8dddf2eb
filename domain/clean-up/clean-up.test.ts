import { randomUUID } from "node:crypto"
import { readdir, utimes } from "node:fs/promises"
import { join } from "node:path"
import { sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { database } from "@/db/client"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { ScheduledWork } from "@/domain/background-work/scheduled-kind"
import { recordEvent } from "@/domain/history/record-event"
import { readImport } from "@/domain/imports/read-import"
import { queueDue } from "@/domain/job-queue/due-work"
import { readScheduledRuns } from "@/domain/job-queue/last-runs"
import { captureMail } from "@/domain/notifications/captured-mail"
import { listNotifications } from "@/domain/notifications/notifications"
import { env } from "@/env"
import { makeActor, makeCompany } from "@/test/factories"
import { rowsOf, triedFile } from "@/test/file-imports"
import { cleanUpCapturedMail } from "./captured-mail"
import { keptDays } from "./daily"
import { cleanUpImportRows } from "./import-rows"
import { cleanUpNotifications } from "./notifications"
import { cleanUpSessions } from "./sessions"

let companyId: number
let admin: Actor
let manager: Actor
let stranger: Actor
let due = Date.now()

beforeAll(async () => {
  companyId = (await makeCompany()).id
  ;[admin, manager] = await Promise.all([
    makeActor(companyId, "administrator"),
    makeActor(companyId, "purchasing_manager"),
  ])
  stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
})

/** Does what is due, in every company. @returns how many the company removed */
async function run(kind: ScheduledWork): Promise<number | null | undefined> {
  due += 1000
  for (const { companyId: of, no } of await queueDue(kind, new Date(due))) {
    if (of === companyId) expect(await kind.run(of, no, () => false)).toBe("finished")
  }
  return (await readScheduledRuns(admin)).find(({ name }) => name === kind.name)?.last?.count
}

test("sessions that ended long ago go, of the company's own users alone", async () => {
  const open = (actor: Actor, ended: number, revoked: boolean) =>
    database().execute(sql`insert into session (id_hash, user_id, expires_at, revoked_at) values (${randomUUID()}, ${actor.userId},
      now() - make_interval(days => ${revoked ? -1 : ended}), ${revoked ? sql`now() - make_interval(days => ${ended})` : null})`)
  const days = keptDays.sessions
  for (const revoked of [true, false]) {
    await open(manager, days + 1, revoked)
    await open(manager, days - 1, revoked)
    await open(stranger, days + 1, revoked)
  }
  expect(await run(cleanUpSessions)).toBe(2)
  const left = await database().execute(sql`select user_id from session order by user_id`)
  expect(left.map(row => row.user_id)).toEqual([manager, manager, stranger, stranger].map(({ userId }) => userId))
})

test("old notifications go, but for those whose mail still waits", async () => {
  const tell = (mail: boolean) =>
    inCompany(companyId, tx =>
      recordEvent(tx, {
        companyId,
        actor: null,
        kind: "payment.posted",
        subjectType: "payment",
        subjectNo: "1",
        tell: { userIds: [manager.userId], mail },
      }),
    )
  const [old, waiting, fresh] = [await tell(false), await tell(true), await tell(false)]
  await inCompany(companyId, tx =>
    tx.execute(sql`update notification set created_at = now() - make_interval(days => ${keptDays.notifications + 1})
      where event_id in (${old}, ${waiting})`),
  )
  expect(await run(cleanUpNotifications)).toBe(1)
  const { notifications } = await listNotifications(manager, { limit: 10 })
  expect(notifications.map(({ eventId }) => eventId)).toEqual([fresh, waiting])
})

test("captured mail that is old goes", async () => {
  const mail = { at: new Date(), to: "a", subject: "s", text: "t", html: "h", messageId: "m" }
  const ids = ["000000000001-1", "000000000002-1"]
  for (const id of ids) await captureMail(companyId, { ...mail, id }, Buffer.from(""))
  const folder = join(env().DATA_DIR, "mail", String(companyId))
  const old = new Date(Date.now() - (keptDays.capturedMail + 1) * 86_400_000)
  for (const end of ["eml", "json"]) await utimes(join(folder, `${ids[0]}.${end}`), old, old)
  expect(await run(cleanUpCapturedMail)).toBe(1)
  expect((await readdir(folder)).sort()).toEqual([`${ids[1]}.eml`, `${ids[1]}.json`])
})

test("what stood in the rows of old files goes, and what came of them stays", async () => {
  const file = "Vendor No.,Posting Date,Amount\nL99999,2026-07-10,5"
  const [old, fresh] = [await triedFile(manager, "payments", file), await triedFile(manager, "payments", file)]
  await inCompany(companyId, tx =>
    tx.execute(sql`update file_import set finished_at = now() - make_interval(days => ${keptDays.importRows + 1})
      where no = ${old.no}`),
  )
  expect(await run(cleanUpImportRows)).toBe(1)
  expect((await readImport(manager, old.no)).import).toMatchObject({ rowsRead: 1, rowsRefused: 1 })
  expect((await rowsOf(manager, old.no)).length).toBe(0)
  expect((await rowsOf(manager, fresh.no))[0]?.fields[0]).toBe("L99999")
  // Done again, there is nothing left to do.
  expect(await run(cleanUpImportRows)).toBe(0)
})
