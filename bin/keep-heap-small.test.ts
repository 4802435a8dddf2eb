import { execFileSync } from "node:child_process"
import { expect, test } from "vitest"
import { root } from "./root"

/** Makes batches beside 40 MB that stay, as a worker does, and says how many megabytes the heap came to. */
const program = `
  import { keepHeapSmall } from "./bin/keep-heap-small.ts"
  keepHeapSmall()
  const kept = Array.from({ length: 400_000 }, (_, at) => ({ at, text: "kept " + at }))
  let batch = []
  let most = 0
  for (let at = 0; at < 3_000_000; at++) {
    batch.push({ at, text: "row " + at, cells: [at] })
    if (batch.length < 100_000) continue
    batch = []
    most = Math.max(most, process.memoryUsage().heapTotal)
    await new Promise(resolve => setImmediate(resolve))
  }
  console.log(Math.round(most / 1024 / 1024), kept.length)
`

test("batches that are done do not pile up beside what is alive", { timeout: 60_000 }, () => {
  const said = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], { cwd: root })
  // 200 and more by the measure that V8 takes otherwise.
  expect(Number.parseInt(said.toString(), 10)).toBeLessThan(170)
})
