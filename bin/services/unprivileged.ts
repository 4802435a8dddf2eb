import { execFileSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, type Stats, statfsSync, statSync } from "node:fs"
import { freemem, tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"

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

/** Makes the folder and its missing parents, enterable by every account whatever our umask; what exists stays as it is. */
export function makeEnterable(folder: string): void {
  const first = mkdirSync(folder, { recursive: true })
  if (first === undefined) return
  for (let made = resolve(folder); made.length >= resolve(first).length; made = dirname(made)) chmodSync(made, 0o755)
}

/**
 * The temporary folder, or another one where TMPDIR is closed to the account.
 * @throws Error when there is none
 */
export function temporaryPlace(account: Account | undefined): string {
  const place = [tmpdir(), "/tmp", "/var/tmp"].find(
    at => existsSync(at) && !(account && unreachableFolder(at, account)),
  )
  if (!place) throw new Error("TMPDIR: the user nobody, who runs PostgreSQL for root, can enter no temporary folder")
  return place
}

/** A new folder below the temporary one, for services: PostgreSQL's account can enter it, and list nothing. */
export function temporaryDataDir(): string {
  return newFolder(temporaryPlace(postgresAccount()))
}

/** Bytes of memory that servers under test may fill with room to spare: they stay below a quarter of it. */
const memoryWanted = 8 * 1024 ** 3

/**
 * As temporaryDataDir, but in memory where there is plenty: making a database, which is some 300 files, takes 25 ms there
 * and half a second on a slow disk. For data that nobody wants back after a crash.
 */
export function fleetingDataDir(): string {
  const place = "/dev/shm"
  const account = postgresAccount()
  const there = existsSync(place) && !(account && unreachableFolder(place, account))
  if (!there || memoryLeft(place) < memoryWanted) return temporaryDataDir()
  return newFolder(place)
}

/** What a file system in memory can still take, in bytes: by its own limit, the container's and the machine's. */
function memoryLeft(place: string): number {
  const { bavail, bsize } = statfsSync(place)
  return Math.min(bavail * bsize, process.constrainedMemory() || Number.POSITIVE_INFINITY, freemem())
}

function newFolder(place: string): string {
  const folder = mkdtempSync(join(place, "inkoop-"))
  if (postgresAccount()) chmodSync(folder, 0o711)
  return folder
}
