import { startWorker } from "@/jobs/worker"

// A worker in a process of its own, so that a test can kill it while it sends to a browser.
await startWorker()
