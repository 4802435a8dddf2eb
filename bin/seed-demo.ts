import { closeDatabase } from "@/db/client"
import { seedDemo } from "@/db/demo/seed"

await seedDemo()
await closeDatabase()
