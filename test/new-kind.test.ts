import { spawn } from "node:child_process"
import { once } from "node:events"
import postgres from "postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { listWork } from "@/domain/background-work/list-work"
import { putPieces, queueWork } from "@/domain/background-work/queue-work"
import { readWork } from "@/domain/background-work/read-work"
import { pathOfEvent } from "@/domain/job-queue/path-of-event"
import { workKinds } from "@/domain/job-queue/work-kinds"
import { listCapturedMail } from "@/domain/notifications/captured-mail"
import { listNotifications } from "@/domain/notifications/notifications"
import { env } from "@/env"
import { readDashboard } from "@/jobs/dashboard"
import { enqueue } from "@/jobs/enqueue"
import { inProcess } from "@/jobs/in-process"
import { closeQueues, readyQueue } from "@/jobs/producers"
import { jobFor } from "@/jobs/queues"
import { startWorker } from "@/jobs/worker"
import { messages } from "@/messages"
import { bundledProgram } from "./bundled-program"
import { countingWork } from "./counting-work"
import { makeActor, makeCompany } from "./factories"

let actor: Actor
let owner: postgres.Sql
let worker: Awaited<ReturnType<typeof startWorker>> | undefined

beforeAll(async () => {
  // What a kind needs beside its file: a line in the list, and its words.
  workKinds.push(countingWork)
  const words = { subject: "{done} of {count} counted", text: "{refused} refused.", link: "Open" }
  for (const { mail } of Object.values(messages)) Object.assign(mail, { counting: { finished: words } })
  actor = await makeActor((await makeCompany()).id, "administrator")
  owner = postgres(env().DATABASE_OWNER_URL!, { max: 2 })
  await owner.unsafe("create table counted (company_id int, number int); grant insert, select on counted to inkoop_app")
})

afterAll(async () => {
  workKinds.splice(workKinds.indexOf(countingWork), 1)
  await worker?.stop()
  await closeQueues()
  await owner.end()
})

const wait = { timeout: 60_000, interval: 50 }
const read = (no: number) => inCompany(actor.companyId, tx => readWork(tx, countingWork, actor, no, {}))
const outcomes = async (no: number) => (await read(no)).pieces.map(({ outcome }) => outcome)

test("a kind that is one file runs, is killed, goes on, is shown and is told of", { timeout: 120_000 }, async () => {
  const { companyId } = actor
  const { no, generation } = await inCompany(companyId, tx =>
    queueWork(tx, countingWork, actor, { name: "Sheep" }, workNo =>
      putPieces(
        tx,
        countingWork,
        companyId,
        workNo,
        [11, 12, 13, 14].map((number, index) => ({
          pieceNo: index + 1,
          content: { number },
          pieceKey: null,
          problems: null,
        })),
      ),
    ),
  )
  await readyQueue("countings")
  expect(await enqueue(jobFor(countingWork, companyId, String(no), generation))).toBe(true)
  const queueShown = async () => (await readDashboard(companyId))?.queues.find(({ name }) => name === "countings")
  expect(await queueShown()).toMatchObject({ title: "counting.queue", counts: { waiting: 1 } })

  // The last piece is done, and waits to say so.
  const sql = postgres(env().DATABASE_URL, { max: 2 })
  const holder = await sql.reserve()
  await holder`begin`
  await holder`select set_config('app.company_id', ${String(companyId)}, true)`
  await holder`select from background_work_piece where work_no = ${no} and piece_no = 4 for update`
  const [{ pid }] = (await holder`select pg_backend_pid() as pid`) as unknown as [{ pid: number }]
  const child = spawn(process.execPath, [await bundledProgram("test/run-counting-worker.ts")], { stdio: "ignore" })
  const blocked = async () => (await sql`select from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`).length
  await expect.poll(blocked, wait).toBe(1)
  expect(await inProcess(companyId, countingWork)).toEqual(new Set([String(no)]))
  child.kill("SIGKILL")
  await once(child, "exit")
  await holder`rollback`
  holder.release()
  await sql.end({ timeout: 1 })
  expect(await outcomes(no)).toEqual(["done", "done", "refused", "pending"])

  worker = await startWorker()
  await expect.poll(() => outcomes(no), wait).toEqual(["done", "done", "refused", "done"])
  await expect.poll(async () => (await listCapturedMail(actor, undefined, 10)).mails, wait).toHaveLength(1)
  const counted = await owner`select number from counted order by number`
  expect(counted.map(({ number }) => number)).toEqual([11, 12, 14])

  const { works } = await listWork(countingWork, actor)
  expect(works).toMatchObject([{ no, name: "Sheep", state: "finished", count: 4, done: 3, refused: 1 }])
  const { pieces, history } = await read(no)
  expect(pieces[2]).toMatchObject({ problems: [{ code: "unlucky", params: { number: 13 } }], resultNo: null })
  expect(history.map(({ kind }) => kind)).toEqual(["counting.finished", "counting.requested"])
  expect(history[0]?.data).toEqual({ name: "Sheep", count: 4, done: 3, refused: 1 })
  const { notifications } = await listNotifications(actor, { limit: 10 })
  expect(notifications.map(pathOfEvent)).toEqual([`countings/${no}`])
  const { mails } = await listCapturedMail(actor, undefined, 10)
  expect(mails[0]?.subject).toBe("3 of 4 counted")
  expect(mails[0]?.text).toContain(`/countings/${no}`)
})
