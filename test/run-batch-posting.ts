import { closeDatabase } from "@/db/client"
import { runBatchPosting } from "@/domain/batch-posting/run-batch-posting"

// Runs one batch in a process of its own, so that a test can kill it.
const [companyId, batchId] = process.argv.slice(2)
if (!companyId || !batchId) throw new Error("name a company and a batch")
await runBatchPosting(Number(companyId), Number(batchId), () => false)
await closeDatabase()
