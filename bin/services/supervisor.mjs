/**
 * Runs services on behalf of one parent and outlives it by seconds. The only thing it trusts is the channel to its
 * parent: when that ends, however the parent went (kill -9 too), it stops every service, the last started first.
 *
 * Messages in: { start: { id, command, args, cwd, env, uid, gid, log, stopWith, remove } } and { stop: id }.
 * Messages out: { started: { id, pid } } and { exited: { id, code, signal, error } }.
 */
import { spawn } from "node:child_process"
import { closeSync, openSync, rmSync } from "node:fs"

/** Running services by id, in the order they were started. */
const running = new Map()

/** Temporary folders, removed once nothing runs any more. */
const temporary = new Set()

function start({ id, command, args, cwd, env, uid, gid, log, stopWith, remove }) {
  const output = log ? openSync(log, "a", 0o600) : "inherit"
  // Its own process group: Ctrl-C in a terminal reaches the parent alone, which then stops its services in order.
  const child = spawn(command, args, { cwd, env, uid, gid, detached: true, stdio: ["ignore", output, output] })
  if (log) closeSync(output)
  const service = { child, stopWith, stopping: undefined, exited: undefined }
  service.exited = new Promise(resolve => {
    const ended = (code, signal, error) => {
      if (!running.delete(id)) return
      if (running.size === 0) for (const folder of temporary) rmSync(folder, { recursive: true, force: true })
      tell({ exited: { id, code, signal, error } })
      resolve()
    }
    child.once("error", error => ended(null, null, error.message))
    child.once("exit", (code, signal) => ended(code, signal))
  })
  running.set(id, service)
  if (remove) temporary.add(remove)
  if (child.pid) tell({ started: { id, pid: child.pid } })
}

function stop(service) {
  service.stopping ??= (async () => {
    for (const [signal, timeout] of service.stopWith) {
      service.child.kill(signal)
      if (await settledWithin(service.exited, timeout)) break
    }
    // Whatever the service itself started and left behind shares its process group.
    try {
      process.kill(-service.child.pid, "SIGKILL")
    } catch {}
    await service.exited
  })()
  return service.stopping
}

function settledWithin(promise, milliseconds) {
  let timer
  const late = new Promise(resolve => {
    timer = setTimeout(resolve, milliseconds, false)
  })
  return Promise.race([promise.then(() => true), late]).finally(() => clearTimeout(timer))
}

async function stopAll() {
  for (const service of [...running.values()].reverse()) await stop(service)
  process.exit(0)
}

function tell(message) {
  // The parent may go between the check and the write.
  if (process.connected) process.send(message, () => {})
}

process.on("message", message => {
  if (message.start) start(message.start)
  else if (running.has(message.stop)) stop(running.get(message.stop))
})
process.on("disconnect", stopAll)
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stopAll)
