import { workerLog } from "@/jobs/log"
import { startWorker } from "@/jobs/worker"
import { catchOutput, endUponUncaught } from "@/watch/catch-output"
import { serveMetrics } from "@/watch/serve-metrics"
import { endWhenHeld } from "./end-when-held"
import { keepHeapSmall } from "./keep-heap-small"
import { ownSettings } from "./own-settings"

ownSettings()
endWhenHeld("worker")
catchOutput(workerLog())
endUponUncaught(workerLog())
keepHeapSmall()
serveMetrics("worker", sentence => {
  workerLog().fatal(sentence)
  process.exit(1)
})
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
