import { rmSync, statSync } from "node:fs"
import { basename, resolve } from "node:path"
import { parseArgs } from "node:util"
import { connect } from "@/db/connect"
import { makeBackup } from "./backup/make-backup"
import { dataFolder } from "./data-folder"
import { ownersConnection } from "./owners-connection"
import { keptSecret } from "./services/secret"

const usage = "npm run backup -- --to FILE"

// npm run backup: writes all that a running portal holds into a file. The file holds secrets: keep it as one.
try {
  const { to } = parseArgs({ options: { to: { type: "string" } } }).values
  if (!to) throw new Error(usage)
  const file = resolve(process.env.INIT_CWD ?? "", to)
  const secrets = secretsToKeep()
  const ownerUrl = ownersConnection()
  const since = performance.now()
  const { rows, tables, companies } = await written(file, ownerUrl, secrets)
  await note(ownerUrl, file)
  const seconds = ((performance.now() - since) / 1_000).toFixed(1)
  const size = (statSync(file).size / 1024 ** 2).toFixed(1)
  console.log(`${file}: ${companies} companies, ${rows} rows of ${tables} tables, ${size} MiB, in ${seconds} s`)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

/** AUTH_SECRET and CHAIN_KEY as they are set, or as `npm start` keeps them; none is made up here. */
function secretsToKeep(): Record<string, string> {
  const dataDir = dataFolder(process.env.DATA_DIR)
  const auth = process.env.AUTH_SECRET || keptSecret(dataDir, "auth")
  const chain = process.env.CHAIN_KEY || keptSecret(dataDir, "chain")
  if (!auth) console.error("AUTH_SECRET is not known here, so it is not in the backup: keep it elsewhere.")
  return { ...(auth && { auth }), ...(chain && { chain }) }
}

/** Half a backup is none: it does not stay. */
async function written(file: string, ownerUrl: string, secrets: Record<string, string>) {
  try {
    return await makeBackup(file, ownerUrl, process.env.DATA_DIR!, secrets)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw new Error(`${file}: it is there already`)
    rmSync(file, { force: true })
    throw error
  }
}

/** For who looks when the last was made. */
async function note(ownerUrl: string, file: string): Promise<void> {
  const sql = connect(ownerUrl, { max: 1 })
  try {
    await sql`insert into installation (key, value) values ('last_backup', ${basename(file)})
      on conflict (key) do update set value = excluded.value, at = now()`
  } finally {
    await sql.end()
  }
}
