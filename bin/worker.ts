import { startWorker } from "@/jobs/worker"

const worker = await startWorker()

let stopping = false
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, async () => {
    if (stopping) return
    stopping = true
    await worker.stop()
    process.exit(0)
  })
}
