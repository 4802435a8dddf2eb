import { readFileSync, writeFileSync } from "node:fs"
import { isAbsolute, join, resolve } from "node:path"
import { root } from "./root"
import { startTime } from "./services/process-of"
import { makeEnterable, postgresAccount, unreachableFolder } from "./services/unprivileged"

/**
 * Where everything lives that must survive a restart, made if missing: DATA_DIR, else `.data` in the repository. When we
 * are root below a folder that PostgreSQL's account cannot enter, `/var/lib/inkoop`; data is never put in a temporary one.
 * @param given value of DATA_DIR, relative to the repository
 * @param fallback folder below the repository when none is given
 */
export function dataFolder(given: string | undefined, fallback = ".data"): string {
  const account = postgresAccount()
  const own = join(root, fallback)
  const standard = account && unreachableFolder(own, account) ? "/var/lib/inkoop" : own
  const folder = given ? (isAbsolute(given) ? resolve(given) : resolve(root, given)) : standard
  makeEnterable(folder)
  return folder
}

/**
 * Claims the folder for this process until it ends: two servers on one set of files would destroy them.
 * @throws Error naming the process that has it
 */
export function claim(folder: string): void {
  const file = join(folder, "start.pid")
  const holder = readHolder(file)
  if (holder && holder.startTime !== undefined && startTime(holder.pid) === holder.startTime) {
    throw new Error(`DATA_DIR: ${folder} is in use by process ${holder.pid}; stop it, or set another DATA_DIR and PORT`)
  }
  writeFileSync(file, JSON.stringify({ pid: process.pid, startTime: startTime(process.pid) }), { mode: 0o600 })
}

function readHolder(file: string): { pid: number; startTime?: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"))
  } catch {
    return undefined
  }
}
