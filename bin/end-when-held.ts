import { Worker } from "node:worker_threads"
import type { Part } from "@/watch/log"

/** Looks a second that the thread takes at how often the process's own loop has come round. */
const looking = `
  const { workerData } = require("node:worker_threads")
  const { writeSync } = require("node:fs")
  const { beats, seconds, part } = workerData
  let seen = -1
  let held = 0
  setInterval(() => {
    const beat = Atomics.load(beats, 0)
    // Counted in looks, not by the clock: a process that was stopped for a while has held nothing.
    held = beat === seen ? held + 1 : 0
    seen = beat
    if (held < seconds) return
    writeSync(2, JSON.stringify({ level: 60, time: Date.now(), part, pid: process.pid, msg: "nothing has run here for " + seconds + " s: ended" }) + "\\n")
    process.kill(process.pid, "SIGKILL")
  }, 1000)
`

/**
 * Ends the process when its event loop is held for that long: it answers nobody then and hears no signal, and whoever
 * supervises it starts it again. Watched from a thread of its own, as whatever holds the loop holds every timer with it.
 * @param part whose lines of the log it writes
 * @param seconds more than any work of ours takes at once
 */
export function endWhenHeld(part: Part, seconds = 30): void {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  setInterval(() => Atomics.add(beats, 0, 1), 500).unref()
  new Worker(looking, { eval: true, execArgv: [], workerData: { beats, seconds, part } }).unref()
}
