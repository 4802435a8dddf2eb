import { execFileSync } from "node:child_process"
import { type Stats, statSync } from "node:fs"
import { dirname, resolve } from "node:path"

export type Account = { uid: number; gid: number }

/** The account PostgreSQL runs under: nobody when we are root (it refuses root), else our own (undefined). */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }))
  return { uid: id("-u"), gid: id("-g") }
}

/** The first folder on the way to the path (itself included) that the account cannot enter; undefined: it gets there. */
export function unreachableFolder(path: string, account: Account): string | undefined {
  const folders: string[] = []
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    folders.unshift(folder)
    if (folder === dirname(folder)) break
  }
  return folders.find(folder => {
    const stats = statSync(folder, { throwIfNoEntry: false })
    return stats !== undefined && !mayEnter(stats, account)
  })
}

function mayEnter(stats: Stats, { uid, gid }: Account): boolean {
  if (stats.uid === uid) return (stats.mode & 0o100) !== 0
  if (stats.gid === gid) return (stats.mode & 0o010) !== 0
  return (stats.mode & 0o001) !== 0
}
