import { join } from "node:path"
import { type PostgresService, startPostgres } from "@/bin/services/postgres"
import { type RedisService, startRedis } from "@/bin/services/redis"
import { processesOf } from "@/test/processes"
import { until } from "./until"

/** A server that can be ended and started again on the same port and data. */
export type Server<Running> = {
  now(): Running
  /** As a person does it: the server closes its files and goes. */
  stop(): Promise<void>
  /** As a power cut does it. */
  kill(): Promise<void>
  start(): Promise<void>
}

type Running = { pid: number; port: number; exited: Promise<unknown>; stop(): Promise<void> }

/** PostgreSQL and Redis as `npm start` runs them: what they have confirmed is on the disk. */
export async function startServers(dataDir: string): Promise<{
  postgres: Server<PostgresService>
  redis: Server<RedisService>
}> {
  const [postgres, redis] = await Promise.all([
    server(join(dataDir, "postgres"), port => startPostgres({ dataDir, durable: true, port })),
    server(join(dataDir, "redis"), async port => {
      const service = await startRedis({ dataDir, durable: true, port })
      if (!service) throw new Error("No Redis can be had here: install redis-server.")
      return service
    }),
  ])
  return { postgres, redis }
}

async function server<R extends Running>(folder: string, run: (port?: number) => Promise<R>): Promise<Server<R>> {
  let running = await run()
  return {
    now: () => running,
    stop: () => running.stop(),
    async kill() {
      process.kill(running.pid, "SIGKILL")
      await running.exited
      // PostgreSQL's own processes notice a little later that their parent has gone.
      await until(`nothing works in ${folder}`, () => processesOf(folder).length === 0)
    },
    async start() {
      running = await run(running.port)
    },
  }
}
