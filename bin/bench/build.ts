import { eq } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { countStatements } from "@/test/count-statements"
import type { BenchCompany } from "./company"
import { openFloor } from "./floor"
import { durations, report } from "./report"

const sizes = [
  { lines: 10, runs: 200 },
  { lines: 100, runs: 100 },
  { lines: 1_000, runs: 30 },
  { lines: 10_000, runs: 10 },
]
const warmUps = 5

/** The build job beside its floor at each size, runs interleaved; from the processor's first line to its commit. */
export async function benchBuild(company: BenchCompany): Promise<void> {
  const floor = openFloor(company.companyId)
  for (const { lines, runs } of sizes) {
    const soldAs = await company.sell(lines)
    const [built, plain]: [number[], number[]] = [[], []]
    let statements = 0
    for (let run = -warmUps; run < runs; run++) {
      const requestNo = await company.ask(soldAs)
      if (run === -1) {
        statements = (await countStatements(() => buildPurchaseInvoice(company.companyId, requestNo))).length
        continue
      }
      const since = performance.now()
      await buildPurchaseInvoice(company.companyId, requestNo)
      const took = performance.now() - since
      const plainTook = await floor.run(requestNo, await builtAs(company.companyId, requestNo))
      if (run < 0) continue
      built.push(took)
      plain.push(plainTook)
    }
    const [ours, theirs] = [durations(built), durations(plain)]
    report({ system: "inkoop", job: "build_purchase_invoice", lines, ...ours, statements })
    report({ system: "postgresql", job: "read_then_write", lines, ...theirs })
    report({
      system: "inkoop",
      job: "build_over_floor",
      lines,
      ratio: Number((ours.p50_ms / theirs.p50_ms).toFixed(2)),
    })
  }
  await floor.close()
}

/** Number of what was built for a request. */
export async function builtAs(companyId: number, requestNo: string): Promise<string> {
  const [request] = await inCompany(companyId, tx =>
    tx
      .select({ invoiceNo: purchaseRequest.purchaseInvoiceNo })
      .from(purchaseRequest)
      .where(eq(purchaseRequest.no, requestNo)),
  )
  if (!request?.invoiceNo) throw new Error(`the bench's request ${requestNo} was not built`)
  return request.invoiceNo
}
