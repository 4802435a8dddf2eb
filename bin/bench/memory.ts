import { readFileSync, writeFileSync } from "node:fs"

/** Begins to count a process's peak of memory anew (Linux, proc_pid_clear_refs(5)). */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5")
}

/** The most memory that a process has held since, in megabytes: VmHWM. */
export function peakOf(pid: number): number {
  return memoryOf(pid, "VmHWM")
}

/** What a process holds now, in megabytes: VmRSS. */
export function heldBy(pid: number): number {
  return memoryOf(pid, "VmRSS")
}

function memoryOf(pid: number, measure: string): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8")
  const kilobytes = new RegExp(`^${measure}:\\s+(\\d+) kB$`, "mu").exec(status)?.[1]
  return Math.round(Number(kilobytes) / 1024)
}
