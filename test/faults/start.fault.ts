import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { readdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { root } from "@/bin/root"
import { freePort } from "@/bin/services/free-port"
import { isAlive } from "@/bin/services/process-of"
import { temporaryDataDir } from "@/bin/services/unprivileged"
import { testSettings } from "@/bin/test-portal"
import { processesOf } from "@/test/processes"
import { kill, untilGone } from "./support/end-process"
import { until } from "./support/until"

const dataDir = temporaryDataDir()
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const started: ChildProcess[] = []

afterAll(async () => {
  for (const child of started) child.kill("SIGKILL")
  await until("nothing runs any more", () => processesOf(dataDir).length === 0)
  rmSync(dataDir, { recursive: true, force: true })
})

/** What `npm start` does, in the data folder of these tests; resolves when the portal answers. */
async function start() {
  const child = spawn(process.execPath, ["--import", "tsx", "test/faults/support/start-portal.ts"], {
    cwd: root,
    env: { ...process.env, ...testSettings, DATA_DIR: dataDir, PORT: String(port), DEMO: "off" },
    stdio: ["ignore", "pipe", "pipe"],
  })
  started.push(child)
  let console = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", chunk => (console += chunk))
  const says = async (sentence: string) => {
    try {
      await until(`the console says: ${sentence}`, () => console.includes(sentence) || child.exitCode !== null, 60)
      expect(console).toContain(sentence)
    } catch (error) {
      throw new Error(`${(error as Error).message}; it said:\n${console}`)
    }
  }
  await says("Inkoop is ready")
  return { child, says }
}

const pidIn = (file: string) => Number(readFileSync(join(dataDir, file), "utf8").split("\n")[0])

/** Process numbers of what runs now. */
function running() {
  const notes = readdirSync(join(dataDir, "running")).map(file =>
    JSON.parse(readFileSync(join(dataDir, "running", file), "utf8")),
  )
  const noted = (name: string): number => notes.find(note => note.name === name)?.process.pid
  const web = noted("web")
  return {
    web,
    worker: noted("worker"),
    postgres: pidIn("postgres/postmaster.pid"),
    redis: pidIn("redis/redis.pid"),
    supervisor: Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${web}/status`, "utf8"))?.[1]),
  }
}

const answers = () =>
  until("the portal answers", () =>
    fetch(`${url}/sign-in`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )

test.runIf(process.platform === "linux")(
  "whatever dies under npm start is started again, and the console says so; a killed start leaves nothing in the way",
  async () => {
    const first = await start()
    const before = running()
    await Promise.all([kill(before.postgres), kill(before.redis), kill(before.worker)])
    for (const name of ["PostgreSQL", "Redis", "The worker"]) {
      await first.says(`${name} ended (SIGKILL); starting it again.`)
      await first.says(`${name} runs again`)
    }
    await answers()

    const second = running()
    expect(second.web).toBe(before.web)
    await kill(second.supervisor)
    await first.says("The web ended (its supervisor ended); starting it again.")
    await first.says("The web runs again")
    await until("its old services have gone", () =>
      [second.web, second.worker, second.postgres].every(pid => !isAlive(pid)),
    )
    await answers()

    const third = running()
    // The supervisor first: it would still end them otherwise.
    process.kill(third.supervisor, "SIGSTOP")
    first.child.kill("SIGKILL")
    process.kill(third.supervisor, "SIGKILL")
    await once(first.child, "exit")
    expect([third.web, third.worker, third.postgres, third.redis].map(isAlive)).toEqual([true, true, true, true])
    const again = await start()
    await again.says(`Ending the web (process ${third.web}) that an earlier start has left behind.`)
    await answers()

    const last = running()
    again.child.kill("SIGTERM")
    expect(await once(again.child, "exit")).toEqual([0, null])
    await Promise.all([last.web, last.worker, last.postgres, last.redis, last.supervisor].map(pid => untilGone(pid)))
  },
  180_000,
)
