import { closeDatabase } from "@/db/client"
import type { Actor } from "@/domain/access/actor"
import { postOpening } from "@/domain/opening-balances/post-opening"

// Posts what an actor has prepared in a process of its own, so that a test can kill it.
const [actor, seen] = process.argv.slice(2)
if (!actor || !seen) throw new Error("name an actor and a version")
await postOpening(JSON.parse(actor) as Actor, Number(seen))
await closeDatabase()
