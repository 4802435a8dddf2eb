import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { isAlive } from "./services/process-of"

/**
 * The address of the PostgreSQL that a running `npm start` has in its data folder.
 * @param role whose: the application's, or the owner's of the database
 * @returns undefined where none runs there
 */
export function runningDatabase(dataDir: string, role: "app" | "owner" = "app"): string | undefined {
  const pidFile = join(dataDir, "postgres", "postmaster.pid")
  const password = join(dataDir, "secrets", `postgres-${role}`)
  if (!existsSync(pidFile) || !existsSync(password)) return undefined
  // Its lines: process number, folder, start, port, …
  const [pid, , , port] = readFileSync(pidFile, "utf8").split("\n")
  if (!pid || !port || !isAlive(Number(pid))) return undefined
  return `postgres://inkoop_${role}:${readFileSync(password, "utf8")}@127.0.0.1:${port}/inkoop`
}
