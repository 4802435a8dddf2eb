import { execFileSync } from "node:child_process"
import { readFileSync, readlinkSync, realpathSync } from "node:fs"
import { setTimeout as wait } from "node:timers/promises"

/** Whether a process of that number exists, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

/** Whether the process works in that folder. Numbers are used again, so a pid file alone proves nothing. */
function worksIn(pid: number, folder: string): boolean {
  try {
    if (process.platform === "linux") return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(folder)
  } catch {
    return false
  }
}

/**
 * Stops the server that an earlier run left behind in its data folder, and waits until it has gone.
 * Its pid file stays: the server removes it itself, and one that is stale is for the server's successor to judge.
 * @param pidFile file whose first line is the server's process number
 * @throws Error when it is still there after a minute
 */
export async function stopLeftover(pidFile: string, folder: string, signal: NodeJS.Signals): Promise<void> {
  const pid = Number.parseInt(firstLine(pidFile), 10)
  if (!(pid > 1) || !worksIn(pid, folder)) return
  process.kill(pid, signal)
  const deadline = Date.now() + 60_000
  while (isAlive(pid) && worksIn(pid, folder)) {
    if (Date.now() > deadline) throw new Error(`process ${pid} still uses ${folder}; stop it and start again`)
    await wait(50)
  }
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, "utf8").split("\n", 1)[0] ?? ""
  } catch {
    return ""
  }
}

/** When the process started, as the system puts it; with the number it names one process. Undefined: there is none. */
export function startTime(pid: number): string | undefined {
  try {
    // Field 22, counted after the command's name, which may hold spaces and brackets.
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop()?.split(" ")[19]
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim()
  } catch {
    return undefined
  }
}

/** One process, whoever gets its number later. */
export type ProcessId = { pid: number; startTime: string | undefined }

/** Names the process that has the number now. */
export function processId(pid: number): ProcessId {
  return { pid, startTime: startTime(pid) }
}

/** Whether that very process still runs; one that has ended and waits to be noticed does not. */
export function runs({ pid, startTime: started }: ProcessId): boolean {
  return started !== undefined && startTime(pid) === started && !isDead(pid)
}

function isDead(pid: number): boolean {
  if (process.platform !== "linux") return false
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"))
  } catch {
    return true
  }
}

/**
 * Ends a process that is not our child, and waits until it has gone.
 * @param signals in turn, each with the milliseconds to wait for its effect
 */
export async function endProcess(
  id: ProcessId,
  signals: readonly (readonly [NodeJS.Signals, number])[],
): Promise<void> {
  for (const [signal, timeout] of signals) {
    if (!runs(id)) return
    try {
      process.kill(id.pid, signal)
    } catch {
      // It has gone meanwhile, or is somebody else's.
    }
    const deadline = Date.now() + timeout
    while (runs(id) && Date.now() < deadline) await wait(25)
  }
}
