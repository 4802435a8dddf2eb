import { type PoolOptions, type PoolWorker, ThreadsPoolWorker, type WorkerRequest } from "vitest/node"

/** Each run leaves a little behind in its thread. */
const RUNS_OF_A_THREAD = 40

let thread: ThreadsPoolWorker | undefined
let runs = 0

/**
 * A pool whose one thread is kept from one run to the next, with its modules: most of a run that judges a change was starting
 * a thread and loading them again. test/mutation/setup.ts says when they are loaded anew.
 */
export const keptThread = { name: "kept-thread", createPoolWorker }

/** Ends the thread. */
export async function endKeptThread(): Promise<void> {
  const ending = thread
  thread = undefined
  await ending?.stop()
}

function createPoolWorker(options: PoolOptions): PoolWorker {
  const heard: Parameters<PoolWorker["on"]>[] = []
  let own: ThreadsPoolWorker | undefined
  let isOver = false
  return {
    name: keptThread.name,
    async start() {
      if (runs++ % RUNS_OF_A_THREAD === 0) await endKeptThread()
      thread ??= await started(options)
      own = thread
    },
    on(event, callback) {
      heard.push([event, callback])
      own?.on(event, callback)
    },
    off: (event, callback) => own?.off(event, callback),
    send(message: WorkerRequest) {
      if (message.type !== "stop") return own?.send(keeping(message))
      // It would hear nothing after that.
      isOver = true
      const stopped = { type: "stopped", __vitest_worker_response__: true }
      for (const [event, callback] of heard) if (event === "message") callback(stopped)
    },
    async stop() {
      for (const [event, callback] of heard) own?.off(event, callback)
      if (!isOver) await endKeptThread()
    },
    deserialize: (data: unknown) => data,
  }
}

/** Else each file would begin with modules of its own. */
function keeping(message: WorkerRequest): WorkerRequest {
  if (message.type !== "start") return message
  const { context } = message
  return { ...message, context: { ...context, config: { ...context.config, isolate: false } } }
}

async function started(options: PoolOptions): Promise<ThreadsPoolWorker> {
  const made = new ThreadsPoolWorker(options)
  await made.start()
  return made
}
