import { createReadStream, existsSync } from "node:fs"
import { join } from "node:path"
import { Readable } from "node:stream"
import { setTimeout as wait } from "node:timers/promises"
import { eq } from "drizzle-orm"
import { root } from "@/bin/root"
import { salesImport } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { receiveFile } from "@/domain/sales-import/receive-file"
import { salesImportWork } from "@/domain/sales-import/work-kind"
import { addJobs } from "@/jobs/producers"
import { jobFor } from "@/jobs/queues"
import type { BenchCompany } from "./company"
import { report, rounded } from "./report"

const realFile = join(root, "../shared/data/online-retail-2010-12-to-2011-06.csv.gz")
const madeLines = 100_000

/** Lines a second from the file's first byte to the report, by the worker: real sales invoices, or made ones where those are absent. */
export async function benchImport(company: BenchCompany): Promise<void> {
  const real = existsSync(realFile)
  const pieces = real ? createReadStream(realFile) : Readable.from(madeFile())
  const since = performance.now()
  const { companyId } = company
  const { importNo } = await receiveFile(company.actor, { name: "bench.csv", currencyCode: "GBP" }, pieces)
  await addJobs([jobFor(salesImportWork, companyId, importNo, 1)])
  const done = await untilDone(companyId, importNo)
  const seconds = (performance.now() - since) / 1_000
  report({
    system: "inkoop",
    job: "import",
    data: real ? "online-retail" : "made",
    lines: done.rowsRead ?? 0,
    runs: 1,
    per_s: rounded((done.rowsRead ?? 0) / seconds),
    taken: done.rowsTaken,
    refused: done.rowsRefused,
  })
}

/** Seldom enough not to be felt by what is measured. */
async function untilDone(companyId: number, importNo: string): Promise<typeof salesImport.$inferSelect> {
  for (;;) {
    const [row] = await inCompany(companyId, tx => tx.select().from(salesImport).where(eq(salesImport.no, importNo)))
    if (row && row.state !== "queued") return row
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
