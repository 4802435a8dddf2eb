import { closeDatabase } from "@/db/client"
import { batchPostingWork } from "@/domain/batch-posting/work-kind"

// Runs one batch in a process of its own, so that a test can kill it.
const [companyId, batchId] = process.argv.slice(2)
if (!companyId || !batchId) throw new Error("name a company and a batch")
await batchPostingWork.run(Number(companyId), batchId, () => false)
await closeDatabase()
