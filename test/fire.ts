import { spawn } from "node:child_process"
import { once } from "node:events"
import { rmSync } from "node:fs"
import { setTimeout as wait } from "node:timers/promises"
import { parseArgs } from "node:util"
import postgres from "postgres"
import { startPortal } from "@/bin/portal"
import { prepareDatabase } from "@/bin/prepare-database"
import { provideServices } from "@/bin/provide-services"
import { freePort } from "@/bin/services/free-port"
import { stopServices } from "@/bin/services/supervise"
import { temporaryDataDir } from "@/bin/services/unprivileged"
import { buildForTests, testPlace, testSettings } from "@/bin/test-portal"
import { untilStopped } from "@/bin/until-stopped"
import { Faults } from "./fire/faults"
import { openLedger } from "./fire/ledger"
import { reconcile } from "./fire/reconcile"
import { onDatabase } from "./services"

// npm run fire -- [--minutes 30] [--every 5] [--clients 6] [--queue redis|postgresql]
//
// Two webs and two workers on servers of their own. People ask for purchase invoices and post drafts while a fault is done
// to something every few seconds; what the portal has accepted is kept in a ledger of the people's own, and compared with
// the database in the end. Without --queue both backends, one after the other, so many minutes each.
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    every: { type: "string", default: "5" },
    clients: { type: "string", default: "6" },
    queue: { type: "string" },
  },
})

await untilStopped(async ({ atEnd }) => {
  await buildForTests()
  if (values.queue) return (await fire(values.queue === "redis", atEnd)) ? 0 : 1
  let code = 0
  for (const queue of ["redis", "postgresql"]) {
    const args = ["--import", "tsx", "test/fire.ts", ...process.argv.slice(2), "--queue", queue]
    const child = spawn(process.execPath, args, { stdio: "inherit" })
    atEnd(() => void child.kill())
    const [ended] = await once(child, "exit")
    code ||= ended ?? 1
  }
  return code
}, 130)

async function fire(redis: boolean, atEnd: (undo: () => Promise<void> | void) => void): Promise<boolean> {
  const dataDir = temporaryDataDir()
  const provided = await provideServices({}, { dataDir, durable: true, redis })
  if (redis && !provided.REDIS_URL) throw new Error("No Redis can be had here: install redis-server.")
  const { DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL } = provided
  // As production has them: not the tests' quicker relay.
  const { RELAY_AFTER_SECONDS: _, ...quiet } = testSettings
  const settings = { ...quiet, DATA_DIR: dataDir, DATABASE_URL, REDIS_URL, PORT: "3000" }
  Object.assign(process.env, settings, { DATABASE_OWNER_URL })
  if (!redis) delete process.env.REDIS_URL
  await prepareDatabase(provided)
  const portals = []
  for (let n = 0; n < 2; n++) {
    const portal = await startPortal({ ...settings, PORT: String(await freePort()) }, testPlace, dataDir)
    atEnd(portal.stop)
    await portal.ready()
    portals.push(portal)
  }
  const superuserUrl = onDatabase(provided.postgres!.now().adminUrl, "inkoop")
  const sql = postgres(superuserUrl, { max: 2, onnotice: () => {} })

  const minutes = Number(values.minutes)
  console.log(`Queue in ${redis ? "Redis" : "PostgreSQL"}: ${minutes} minutes, a fault every ${values.every} s.`)
  const ledger = await openLedger(
    portals.map(portal => portal.url),
    Number(values.clients),
  )
  const faults = new Faults({ portals, provided, dataDir, superuserUrl })
  const burning = new AbortController()
  const people = ledger.work(burning.signal)
  const end = performance.now() + minutes * 60_000
  while (performance.now() < end) {
    await wait(Number(values.every) * 1_000)
    await faults.next()
  }
  await faults.over()
  burning.abort()
  await people

  const { told, wrong } = await reconcile(sql, DATABASE_URL, ledger)
  console.log(`${faults.done} faults: ${faults.summary()}`)
  for (const line of told) console.log(line)
  for (const line of wrong) console.log(`WRONG: ${line}`)
  await sql.end({ timeout: 1 })
  if (wrong.length > 0) console.log(`Logs and data are in ${dataDir}.`)
  else {
    for (const portal of portals) await portal.stop()
    await stopServices()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return wrong.length === 0
}
