import { workKinds } from "@/domain/job-queue/work-kinds"
import { startWorker } from "@/jobs/worker"
import { countingWork } from "./counting-work"

// A worker that knows one kind more, in a process of its own, so that a test can kill it.
workKinds.push(countingWork)
await startWorker()
