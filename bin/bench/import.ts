import { createReadStream, existsSync } from "node:fs"
import { join } from "node:path"
import { Readable } from "node:stream"
import { setTimeout as wait } from "node:timers/promises"
import { root } from "@/bin/root"
import { askForImport } from "@/domain/imports/ask-import"
import { importKindNamed } from "@/domain/imports/kinds"
import { readImport } from "@/domain/imports/read-import"
import { receiveImport } from "@/domain/imports/receive-file"
import { fileImportWork } from "@/domain/imports/work-kind"
import { addJobs } from "@/jobs/producers"
import { jobFor } from "@/jobs/queues"
import type { BenchCompany } from "./company"
import { report, rounded } from "./report"

const realFile = join(root, "../shared/data/online-retail-2010-12-to-2011-06.csv.gz")
const madeLines = 100_000

/**
 * Rows a second by the worker, of real sales invoices or made ones where those are absent: of the trial, from the file's first
 * byte to its report; of the import that follows it; and of both.
 */
export async function benchImport({ actor, companyId }: BenchCompany): Promise<void> {
  const real = existsSync(realFile)
  const pieces = real ? createReadStream(realFile) : Readable.from(madeFile())
  const doAndWait = async (no: string, generation: number) => {
    await addJobs([jobFor(fileImportWork, companyId, no, generation)])
    return untilDone(actor, no)
  }
  const since = performance.now()
  const sent = { name: "bench.csv", option: "GBP" }
  const { no, generation } = await receiveImport(importKindNamed("sales-invoices")!, actor, sent, pieces)
  const tried = await doAndWait(no, generation)
  const between = performance.now()
  const done = await doAndWait(no, await askForImport(actor, no, { goodRows: true }))
  const end = performance.now()
  const lines = tried.rowsRead ?? 0
  const told = (job: string, from: number, to: number) =>
    report({
      system: "inkoop",
      job,
      data: real ? "online-retail" : "made",
      lines,
      runs: 1,
      per_s: rounded(lines / ((to - from) / 1_000)),
      written: done.rowsWritten,
      refused: done.rowsRefused,
    })
  told("import_trial", since, between)
  told("import_after_trial", between, end)
  told("import", since, end)
}

/** Seldom enough not to be felt by what is measured. */
async function untilDone(actor: BenchCompany["actor"], no: string) {
  for (;;) {
    const { import: own } = await readImport(actor, no)
    if (own.state !== "queued") return own
    await wait(200)
  }
}

function* madeFile(): Generator<Buffer> {
  yield Buffer.from("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n")
  for (let line = 0; line < madeLines; line++) {
    const invoice = 536_000 + Math.floor(line / 20)
    const code = 20_000 + ((line * 37) % 3_000)
    yield Buffer.from(
      `${invoice},${code},ITEM ${code},${1 + (line % 12)},2011-03-0${1 + (invoice % 9)} 10:00:00,${1 + (code % 9)}.25,${12_000 + (invoice % 900)},United Kingdom\n`,
    )
  }
}
