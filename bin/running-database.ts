import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { isAlive } from "./services/process-of"

/**
 * The application's address of the PostgreSQL that a running `npm start` has in its data folder.
 * @returns undefined where none runs there
 */
export function runningDatabase(dataDir: string): string | undefined {
  const pidFile = join(dataDir, "postgres", "postmaster.pid")
  const password = join(dataDir, "secrets", "postgres-app")
  if (!existsSync(pidFile) || !existsSync(password)) return undefined
  // Its lines: process number, folder, start, port, …
  const [pid, , , port] = readFileSync(pidFile, "utf8").split("\n")
  if (!pid || !port || !isAlive(Number(pid))) return undefined
  return `postgres://inkoop_app:${readFileSync(password, "utf8")}@127.0.0.1:${port}/inkoop`
}
