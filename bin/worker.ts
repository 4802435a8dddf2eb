import { startWorker } from "@/jobs/worker"
import { endWhenHeld } from "./end-when-held"
import { keepHeapSmall } from "./keep-heap-small"

endWhenHeld()
keepHeapSmall()
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
