import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { endProcess, type ProcessId, processId } from "./process-of"

/** What to run, as whom, and how to end it. */
export type ServiceSpec = {
  command: string
  args: string[]
  cwd?: string
  /** The whole environment; default: this process's own. */
  env?: NodeJS.ProcessEnv
  uid?: number
  gid?: number
  /** File that stdout and stderr are appended to; absent: this process's own. */
  log?: string
  /** Signals in turn, each with the milliseconds to wait for its effect. */
  stopWith: [NodeJS.Signals, number][]
  /** Folder to remove once all services have ended, also when this process was killed. */
  remove?: string
}

export type Exit = {
  code: number | null
  signal: NodeJS.Signals | null
  error?: string
  /** Whether it was told to end. */
  asked?: boolean
}

export type Service = {
  pid: number
  /** Settles when the service has ended, for whatever reason. */
  exited: Promise<Exit>
  /** Ends the service and waits for it. Ending it twice is fine. */
  stop(): Promise<void>
}

type Told = { started?: { id: number; pid: number }; exited?: Exit & { id: number } }

let supervisor: ChildProcess | undefined
let lastId = 0
let alive = 0
/** Supervisors that were told to end all they run. */
const ending = new WeakSet<ChildProcess>()

/**
 * Starts a service below a small supervisor that stops it when this process ends, even by kill -9. When the supervisor
 * itself is killed, its services are ended from here: nobody would restart them, and their successors need their place.
 * @throws Error when the command cannot be run.
 */
export async function supervise(spec: ServiceSpec): Promise<Service> {
  const guard = supervisor ?? startSupervisor()
  supervisor = guard
  lastId += 1
  const id = lastId
  alive += 1
  let running: ProcessId | undefined
  let asked = false
  const exited = new Promise<Exit>(resolve => {
    const settle = (exit: Exit) => {
      guard.off("message", listen)
      guard.off("exit", lost)
      alive -= 1
      if (alive === 0 && guard.connected) releaseSupervisor(guard)
      resolve({ ...exit, asked: asked || ending.has(guard) })
    }
    const lost = async () => {
      if (supervisor === guard) supervisor = undefined
      if (running && !ending.has(guard)) await endProcess(running, spec.stopWith)
      settle({ code: null, signal: null, error: "its supervisor ended" })
    }
    const listen = (told: Told) => {
      if (told.started?.id === id) running = processId(told.started.pid)
      if (told.exited?.id === id) settle(told.exited)
    }
    guard.on("message", listen)
    guard.once("exit", lost)
  })
  const started = new Promise<void>(resolve => {
    guard.on("message", function listen(told: Told) {
      if (told.started?.id !== id && told.exited?.id !== id) return
      guard.off("message", listen)
      resolve()
    })
    guard.once("exit", () => resolve())
  })
  if (guard.connected) guard.send({ start: { env: process.env, ...spec, id } }, () => {})
  await started
  if (running === undefined) throw new Error(`${spec.command}: ${(await exited).error ?? "did not start"}`)
  return {
    pid: running.pid,
    exited,
    async stop() {
      asked = true
      if (guard.connected) guard.send({ stop: id }, () => {})
      await exited
    },
  }
}

function startSupervisor(): ChildProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./supervisor.mjs", import.meta.url))], {
    // NODE_OPTIONS may carry loaders and inspectors of this process; the supervisor is plain JavaScript.
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: true,
  })
  child.setMaxListeners(0)
  return child
}

function releaseSupervisor(guard: ChildProcess): void {
  if (supervisor === guard) supervisor = undefined
  guard.disconnect()
}

/** Ends what this process runs, the last started first, and waits. */
export async function stopServices(): Promise<void> {
  const guard = supervisor
  if (!guard) return
  ending.add(guard)
  const gone = once(guard, "exit")
  releaseSupervisor(guard)
  await gone
}
