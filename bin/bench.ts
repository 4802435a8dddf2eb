import { buildForTests, startTestPortal } from "./test-portal"
import { untilStopped } from "./until-stopped"

// npm run bench: one JSON object a line, on one PostgreSQL with fsync on; docs/performance.md says what each measures.
await untilStopped(async ({ atEnd }) => {
  await buildForTests()
  const portal = await startTestPortal({ redis: true, durable: true })
  atEnd(portal.stop)
  Object.assign(process.env, portal.env)
  const [{ benchCompany }, { benchBuild }, queue, { benchImport }, { benchClickToReady }] = await Promise.all([
    import("./bench/company"),
    import("./bench/build"),
    import("./bench/queue"),
    import("./bench/import"),
    import("./bench/click"),
  ])
  const { closeDatabase } = await import("@/db/client")
  const { closeQueues } = await import("@/jobs/producers")
  const company = await benchCompany()
  await benchClickToReady(portal.url)
  await benchBuild(company)
  await queue.benchEnqueueToStart(company)
  await queue.benchThroughput(company)
  await benchImport(company)
  await closeQueues()
  await closeDatabase()
  await portal.stop()
  return 0
}, 130)
