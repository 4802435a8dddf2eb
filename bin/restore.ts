import { existsSync, rmSync } from "node:fs"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { checkEmpty, type RestoreTarget, readBackup, restoreBackup } from "./backup/restore-backup"
import { claim, dataFolder } from "./data-folder"
import { prepareDatabase } from "./prepare-database"
import { startPostgres } from "./services/postgres"
import { untilStopped } from "./until-stopped"
import { chainPublicKey } from "./verify-books/chain-public-key"
import { verifyAll } from "./verify-books/verify-all"

const usage = "npm run restore -- --from FILE"

// npm run restore: writes a backup into an empty data folder, for `npm start`, or into an empty database of a server of your own; then
// checks its books. Exit code 1: it was not restored, or something in the books is wrong.
await untilStopped(async ({ atEnd }) => {
  const { from } = parseArgs({ options: { from: { type: "string" } } }).values
  if (!from) throw new Error(usage)
  const file = resolve(process.env.INIT_CWD ?? "", from)
  const manifest = await readBackup(file)
  const dataDir = dataFolder(process.env.DATA_DIR)
  refuseKept(dataDir)
  const target = givenTarget() ?? (await ownTarget(dataDir))
  await checkEmpty(target)
  const since = performance.now()
  let done = false
  // A server that was made for what could not be restored is in the way of the next try.
  if (target.made) atEnd(() => (done ? undefined : rmSync(join(dataDir, "postgres"), { recursive: true, force: true })))
  if (target.made) atEnd(target.made.stop)
  const rows = await restoreBackup(file, target, dataDir)
  await prepareDatabase({ DATABASE_URL: target.appUrl, DATABASE_OWNER_URL: target.ownerUrl })
  done = true
  const seconds = ((performance.now() - since) / 1_000).toFixed(1)
  console.log(`${rows} rows as of ${manifest.madeAt}, made by version ${manifest.portal}, in ${seconds} s. Its books:`)
  return (await verifyAll(target.appUrl, chainPublicKey(dataDir))) ? 0 : 1
})

type Made = { made?: { stop(): Promise<void> }; appUrl: string } & RestoreTarget

function refuseKept(dataDir: string): void {
  const kept = ["postgres", "secrets/auth", "secrets/chain", "mail"].find(name => existsSync(join(dataDir, name)))
  if (kept)
    throw new Error(`DATA_DIR: ${dataDir} holds ${kept} already; a backup goes into a folder that holds nothing`)
}

/** A server of one's own. @throws Error where one of its addresses lacks */
function givenTarget(): Made | undefined {
  const { DATABASE_URL, DATABASE_OWNER_URL, DATABASE_SUPERUSER_URL } = process.env
  if (!DATABASE_URL && !DATABASE_OWNER_URL && !DATABASE_SUPERUSER_URL) return undefined
  if (!DATABASE_URL || !DATABASE_OWNER_URL || !DATABASE_SUPERUSER_URL)
    throw new Error(
      "Set DATABASE_URL, DATABASE_OWNER_URL and DATABASE_SUPERUSER_URL (a superuser, on the same database), or none of them.",
    )
  return { appUrl: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL, superuserUrl: DATABASE_SUPERUSER_URL }
}

/** A server made anew in the data folder, as `npm start` makes one. */
async function ownTarget(dataDir: string): Promise<Made> {
  claim(dataDir)
  const made = await startPostgres({ dataDir, durable: true })
  const superuser = new URL(made.adminUrl)
  superuser.pathname = "/inkoop"
  return { made, appUrl: made.appUrl, ownerUrl: made.ownerUrl, superuserUrl: superuser.href }
}
