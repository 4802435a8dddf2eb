/** Papers that vendors' programs and the European norm print are entered line by line, and post to the printed cents. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { eq } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import { root } from "@/bin/root"
import { vatEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { postPaper } from "./enter-paper"
import { centsOf, faultsOf, type Paper, plainOf, turned } from "./paper"
import { groupOf, makePaperCompany, type PaperCompany } from "./paper-company"
import { printPapers } from "./print-paper"
import { readUbl } from "./read-ubl"

const folder = join(root, "../shared/data/e-invoices")
const names = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith(".xml")) : []
const published = names.map(name => readUbl(name, readFileSync(join(folder, name), "utf8")))
const own = printPapers(76)

let company: PaperCompany
beforeAll(async () => {
  company = await makePaperCompany([...own, ...published])
})

/** A paper below zero is posted as the other type of document, with every sign turned. */
async function expectPosted(entered: Paper): Promise<void> {
  const { no, transactionNo } = await postPaper(company, entered)
  const paper: Paper = entered.total.gross < 0n ? { ...turned(entered), kind: "credit_memo" } : entered
  const { manager } = company
  const { header, lines } = await readPostedPurchaseDocument(manager, paper.kind, no)
  expect(lines.map(({ lineAmount }) => lineAmount)).toEqual(
    [...paper.lines, ...paper.charges].map(({ amount }) => plainOf(amount)),
  )
  expect(header).toMatchObject({ amount: plainOf(paper.total.net), amountIncludingVat: plainOf(paper.total.gross) })
  const perRate = new Map<string, bigint>()
  for (const { vatIdentifier, amount, amountIncludingVat } of lines) {
    const vat = centsOf(amountIncludingVat) - centsOf(amount)
    perRate.set(vatIdentifier, (perRate.get(vatIdentifier) ?? 0n) + vat)
  }
  expect(Object.fromEntries(perRate)).toEqual(
    Object.fromEntries(paper.vat.map(({ rate, amount }) => [groupOf(rate), amount])),
  )
  if (paper.currency !== "EUR") return
  const sign = paper.kind === "invoice" ? 1n : -1n
  const entries = await inCompany(manager.companyId, tx =>
    tx.select().from(vatEntry).where(eq(vatEntry.transactionNo, transactionNo)),
  )
  const booked = entries.map(({ vatIdentifier, base, amount }) => [vatIdentifier, centsOf(base), centsOf(amount)])
  expect(booked.sort()).toEqual(
    paper.vat.map(({ rate, base, amount }) => [groupOf(rate), sign * base, sign * amount]).sort(),
  )
}

test.each(own)("$name", expectPosted)

describe("published e-invoices", () => {
  test.skipIf(names.length > 0)("are not there: ../shared/data/e-invoices was skipped", () => {})

  test.each(published)("$name", expectPosted)

  test.skipIf(names.length === 0)(
    "add up in themselves, but for lines whose amount has another sign than their quantity",
    () => {
      const returned = "6 × 18.33 is printed as -109.98"
      expect(published.filter(paper => faultsOf(paper).length > 0).map(paper => [paper.name, faultsOf(paper)])).toEqual(
        [
          ["en16931-guide-example1.xml", [returned]],
          ["en16931-ubl-tc434-example1.xml", [returned]],
          ["en16931-ubl-tc434-example10.xml", [returned]],
        ],
      )
    },
  )
})
