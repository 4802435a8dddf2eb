import { startPostgres } from "@/bin/services/postgres"
import { startRedis } from "@/bin/services/redis"

// Starts both servers in the folder that is named, says so, and stays until it is killed.
const [dataDir] = process.argv.slice(2)
if (!dataDir) throw new Error("name a folder")
await startPostgres({ dataDir, durable: false })
await startRedis({ dataDir, durable: true })
console.log("ready")
setInterval(() => {}, 1_000)
