import { watchingLoop } from "./bench/loop"
import { freePort } from "./services/free-port"
import { buildForTests, startTestPortal } from "./test-portal"
import { untilStopped } from "./until-stopped"

// npm run bench [-- click build post concurrent verify queue import forms grid page-cost memory]: one JSON object a line, on one PostgreSQL with fsync
// on; docs/performance.md says what each measures. `post` includes `concurrent`. `pages [pattern of addresses]` goes alone, on data
// of its own, which it makes the first time.
const asked = process.argv.slice(2)
const wants = (name: string) => asked.length === 0 || asked.includes(name)

await untilStopped(async ({ atEnd }) => {
  if (asked[0] === "pages") {
    const { benchLarge } = await import("./bench/large/bench-large")
    await benchLarge({ atEnd }, asked[1])
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
    queue,
    { benchImport },
    { benchClickToReady },
    { benchForms },
    { benchGrid },
    { benchPageCost },
    { benchMemory },
  ] = await Promise.all([
    import("./bench/company"),
    import("./bench/build"),
    import("./bench/post"),
    import("./bench/verify"),
    import("./bench/queue"),
    import("./bench/import"),
    import("./bench/click"),
    import("./bench/forms"),
    import("./bench/grid"),
    import("./bench/page-cost"),
    import("./bench/memory-use"),
  ])
  const { closeDatabase } = await import("@/db/client")
  const { allowLongStatements } = await import("@/db/long-statements")
  const { closeQueues } = await import("@/jobs/producers")
  allowLongStatements()
  const company = await benchCompany()
  if (wants("click")) await benchClickToReady(portal.url, company)
  if (wants("build")) await benchBuild(company)
  if (wants("post")) await benchPost(company)
  if (wants("post") || wants("concurrent")) await benchConcurrent(company)
  if (wants("verify")) await benchVerify()
  if (wants("queue")) {
    await queue.benchEnqueueToStart(company)
    await queue.benchThroughput(company)
  }
  if (wants("forms")) await benchForms(portal.url, loopPort)
  if (wants("page-cost")) await benchPageCost(portal)
  if (wants("memory")) await benchMemory(portal)
  if (wants("grid")) await benchGrid(portal.url)
  if (wants("import")) await benchImport(portal, loopPort)
  await closeQueues()
  await closeDatabase()
  await portal.stop()
  return 0
}, 130)
