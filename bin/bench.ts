import { watchingLoop } from "./bench/loop"
import { freePort } from "./services/free-port"
import { buildForTests, startTestPortal } from "./test-portal"
import { untilStopped } from "./until-stopped"

// npm run bench [-- click long build post concurrent verify chain queue import items start forms grid page-cost memory]: one JSON object a line, on one PostgreSQL with fsync
// on; docs/performance.md says what each measures. `post` includes `concurrent`. `pages` and `cards`, each with a pattern of addresses where one
// likes, and `year` with a pattern of its jobs, go alone, on data of their own, which they make the first time.
const asked = process.argv.slice(2)
const wants = (name: string) => asked.length === 0 || asked.includes(name)

await untilStopped(async ({ atEnd }) => {
  if (asked[0] === "pages" || asked[0] === "cards") {
    const { benchLarge } = await import("./bench/large/bench-large")
    await benchLarge(asked[0], { atEnd }, asked[1])
    return 0
  }
  if (asked[0] === "year") {
    const { benchYear } = await import("./bench/large/bench-year")
    await benchYear({ atEnd }, asked[1])
    return 0
  }
  await buildForTests()
  const loopPort = await freePort()
  if (wants("forms") || wants("import")) process.env.NODE_OPTIONS = watchingLoop(loopPort)
  const portal = await startTestPortal({ redis: true, durable: true })
  delete process.env.NODE_OPTIONS
  atEnd(portal.stop)
  Object.assign(process.env, portal.env)
  const [
    { benchCompany },
    { benchBuild },
    { benchPost, benchConcurrent },
    { benchVerify },
    { benchChain },
    queue,
    { benchImport },
    { benchItemImport },
    { benchStart },
    { benchClickToReady },
    { benchForms },
    { benchGrid },
    { benchPageCost },
    { benchMemory },
    { benchLongDocument },
  ] = await Promise.all([
    import("./bench/company"),
    import("./bench/build"),
    import("./bench/post"),
    import("./bench/verify"),
    import("./bench/chain"),
    import("./bench/queue"),
    import("./bench/import"),
    import("./bench/import-items"),
    import("./bench/start"),
    import("./bench/click"),
    import("./bench/forms"),
    import("./bench/grid"),
    import("./bench/page-cost"),
    import("./bench/memory-use"),
    import("./bench/long-document"),
  ])
  const { closeDatabase } = await import("@/db/client")
  const { allowLongStatements } = await import("@/db/long-statements")
  const { closeQueues } = await import("@/jobs/producers")
  allowLongStatements()
  const company = await benchCompany()
  const jobs: [name: string, run: () => Promise<void>][] = [
    ["click", () => benchClickToReady(portal.url, company)],
    ["long", () => benchLongDocument(portal.url, company)],
    ["build", () => benchBuild(company)],
    ["post", () => benchPost(company)],
    [asked.includes("post") ? "post" : "concurrent", () => benchConcurrent(company)],
    ["verify", () => benchVerify()],
    ["chain", () => benchChain()],
    ["queue", () => queue.benchEnqueueToStart(company)],
    ["queue", () => queue.benchThroughput(company)],
    ["forms", () => benchForms(portal.url, loopPort)],
    ["page-cost", () => benchPageCost(portal)],
    ["memory", () => benchMemory(portal)],
    ["grid", () => benchGrid(portal.url)],
    ["import", () => benchImport(portal, loopPort)],
    ["items", () => benchItemImport(portal)],
    ["start", () => benchStart(portal)],
  ]
  for (const [name, run] of jobs) if (wants(name)) await run()
  await closeQueues()
  await closeDatabase()
  await portal.stop()
  return 0
}, 130)
