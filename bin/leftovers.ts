import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { endProcess, type ProcessId, processId, runs } from "./services/process-of"
import type { Service } from "./services/supervise"

type Note = { name: string; process: ProcessId; startedBy: ProcessId }

const folderOf = (dataDir: string) => join(dataDir, "running")

/** Notes in the data folder what this process runs, for the next start in case that this one cannot end it. */
export function noteRunning(dataDir: string, name: string, service: Service): void {
  const folder = folderOf(dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${name}-${service.pid}.json`)
  const note: Note = { name, process: processId(service.pid), startedBy: processId(process.pid) }
  writeFileSync(file, JSON.stringify(note), { mode: 0o600 })
  void service.exited.then(() => rmSync(file, { force: true }))
}

/**
 * Ends what an earlier start left behind in the data folder: it was killed, and its supervisor with it. (PostgreSQL and
 * Redis are ended by their successors.) What a start that still runs has started is left alone.
 */
export async function endLeftovers(dataDir: string): Promise<void> {
  const folder = folderOf(dataDir)
  for (const file of notesIn(folder)) {
    const path = join(folder, file)
    const note = readNote(path)
    if (note && runs(note.startedBy)) continue
    if (note && runs(note.process)) {
      console.error(`Ending the ${note.name} (process ${note.process.pid}) that an earlier start has left behind.`)
      await endProcess(note.process, [
        ["SIGTERM", 8_000],
        ["SIGKILL", 5_000],
      ])
    }
    rmSync(path, { force: true })
  }
}

function notesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readNote(path: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8"))
  } catch {
    // Half written when its writer was killed.
    return undefined
  }
}
