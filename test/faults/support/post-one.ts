import { closeDatabase } from "@/db/client"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"

// post-one COMPANY USER NO: posts one draft as a purchasing manager, in a process that a test can kill.
const [companyId, userId, no] = process.argv.slice(2)
const actor = { companyId: Number(companyId), userId: Number(userId), name: "Manager", language: "en" } as const
await postPurchaseDocument({ ...actor, roles: ["purchasing_manager"] }, no!, { unreviewed: true })
await closeDatabase()
