import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { gunzipSync } from "node:zlib"
import { parse } from "csv-parse/sync"
import { expect, it } from "vitest"
import { makeActor, makeCompany } from "@/test/factories"
import { importFile } from "@/test/sales-files"

const file = fileURLToPath(new URL("../../../shared/data/online-retail-2010-12-to-2011-06.csv.gz", import.meta.url))

/** Rows of the file's beginning; `npm run bench` imports all of it. */
const ROWS = 12_000

it.skipIf(!existsSync(file))(
  `takes or refuses each of ${ROWS} real rows, as counted by others`,
  async () => {
    const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\r\n")
    // The last line ends in the middle of an invoice, and without a line break.
    const content = lines.slice(0, ROWS + 1).join("\r\n")
    const expected: Record<string, string>[] = parse(content, { columns: true })

    const cancelled = expected.filter(row => row.InvoiceNo!.startsWith("C"))
    const corrections = expected.filter(row => row.Quantity!.startsWith("-") && !row.InvoiceNo!.startsWith("C"))
    const taken = expected.filter(row => !cancelled.includes(row) && !corrections.includes(row))
    const charges = taken.filter(row => /^(POST|DOT|C2|M|D|S|BANK CHARGES|AMAZONFEE)$/i.test(row.StockCode!))
    const countOf = (rows: typeof expected, column: string) => new Set(rows.map(row => row[column]!.toUpperCase())).size

    const { id } = await makeCompany()
    const read = await importFile(await makeActor(id, "purchaser"), content, "GBP")
    const having = (reason: string) => read.rows.filter(row => row.reason?.split(" ").includes(reason)).length
    expect(read).toMatchObject({
      state: "finished",
      rowsRead: ROWS,
      rowsTaken: taken.length,
      rowsRefused: cancelled.length + corrections.length,
      made: {
        invoices: countOf(taken, "InvoiceNo"),
        items: countOf(
          taken.filter(row => !charges.includes(row)),
          "StockCode",
        ),
        customers: countOf(taken, "CustomerID"),
      },
    })
    expect({
      cancellation: having("cancellation"),
      negative_quantity: having("negative_quantity"),
      customer_blank: having("customer_blank"),
      price_zero: having("price_zero"),
      description_blank: having("description_blank"),
      charge: having("charge"),
    }).toEqual({
      cancellation: cancelled.length,
      negative_quantity: corrections.length,
      customer_blank: taken.filter(row => row.CustomerID === "").length,
      price_zero: taken.filter(row => Number(row.UnitPrice) === 0).length,
      description_blank: taken.filter(row => row.Description === "").length,
      charge: charges.length,
    })
    expect(read.lines).toHaveLength(taken.length)
    expect(read.rows.at(-1)!.fields[2]).toBe(expected.at(-1)!.Description)

    const cents = taken.reduce((sum, row) => sum + Math.round(Number(row.Quantity) * Number(row.UnitPrice) * 100), 0)
    const amounts = read.invoices.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
    expect(amounts).toBe(cents)
  },
  180_000,
)
