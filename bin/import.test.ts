import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { salesInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { env } from "@/env"
import { makeActor, makeCompany, type TestCompany } from "@/test/factories"
import { root } from "./root"

const folder = mkdtempSync(join(tmpdir(), "inkoop-import-"))
afterAll(() => rmSync(folder, { recursive: true }))

let home: TestCompany
beforeAll(async () => {
  home = await makeCompany()
  await makeActor(home.id, "order_processor")
})

/** What the program says of a file of sales invoices, and the code that it ends with. */
async function imported(rows: string, ...options: string[]): Promise<{ code: number; said: string; out: string }> {
  const file = join(folder, "sales.csv")
  writeFileSync(file, `InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country\n${rows}\n`)
  const args = ["--import", "tsx", "bin/import.ts", file, "--company", home.slug, ...options]
  const { DATABASE_URL, DATA_DIR, AUTH_SECRET } = env()
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DATABASE_URL, DATA_DIR, AUTH_SECRET },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const [out, said]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on("data", chunk => out.push(chunk))
  child.stderr.on("data", chunk => said.push(chunk))
  const code = await new Promise<number>(resolve => child.on("close", ended => resolve(ended ?? 1)))
  return { code, said: Buffer.concat(said).toString(), out: Buffer.concat(out).toString() }
}

const made = () => inCompany(home.id, tx => tx.select({ no: salesInvoice.importedNo }).from(salesInvoice))

test("a file is imported, and says as JSON what was understood and made", { timeout: 60_000 }, async () => {
  const { code, out } = await imported("A1;LAMP;Lamp;1.000,5;2026-11-02;3,75;KLANT;NL", "--json")
  expect(JSON.parse(out)).toMatchObject({
    kind: "sales-invoices",
    file: "sales.csv",
    read: { encoding: "utf-8", separator: ";", decimal: "," },
    asks: [],
    counts: { read: 1, new: 1, refused: 0 },
    rows: [{ row: 2, understood: { "Invoice No.": "A1", Quantity: "1000.5", "Unit Price": "3.75" } }],
  })
  expect(code).toBe(0)
  expect(await made()).toEqual([{ no: "A1" }])
})

test("a trial writes nothing and says as JSON what would be, in whole sentences", { timeout: 60_000 }, async () => {
  const before = await made()
  const rows = ["A3;LAMP;Lamp;1,5;2026-11-20;3,75;KLANT;NL", "A4;LAMP;Lamp;zes;2-11-2026;8,71235E+12;KLANT;NL"].join(
    "\n",
  )
  const { code, out } = await imported(rows, "--trial", "--json", "--as", "nl", "--header", "1")
  expect(JSON.parse(out)).toMatchObject({
    state: "tried",
    read: { decimal: ",", dates: "dmy", header: { 0: "InvoiceNo", length: 8 } },
    asks: [],
    counts: { read: 2, new: 1, changed: 0, unchanged: 0, refused: 1 },
    rows: [
      { row: 2, outcome: "new", understood: { Quantity: "1.5", "Invoice Date": "2026-11-20" }, reasons: [] },
      {
        row: 3,
        outcome: "refused",
        understood: { "Invoice Date": "2026-11-02" },
        reasons: [
          "zes is not a number.",
          "8,71235E+12 is a number that the spreadsheet has rounded. Format the column as text and enter it again.",
        ],
      },
    ],
  })
  expect(code).toBe(0)
  const refused = await imported("A5;LAMP;Lamp;-1;2026-11-20;3,75;KLANT;NL\nA6;LAMP;Lamp;1;2026-11-20;3,75;KLANT;NL")
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining("1 row is refused") })
  expect((await imported(rows, "--header", "00")).said).toContain("Type the number of a row")
  expect((await imported(rows, "--header", "9")).said).toContain("Row 9 is blank, or not in the file.")
  expect(await made()).toEqual(before)
})

test("what a file leaves open is asked, and nothing is imported", { timeout: 60_000 }, async () => {
  const before = await made()
  const { code, said } = await imported("A2;LAMP;Lamp;2.500;2026-11-02;1.499;KLANT;NL")
  expect(said).toMatch(/2\.500/u)
  expect(code).toBe(1)
  expect(await made()).toEqual(before)
})
