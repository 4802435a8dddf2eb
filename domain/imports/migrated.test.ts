import postgres from "postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { closeDatabase } from "@/db/client"
import type { Actor } from "@/domain/access/actor"
import { listUnfinished } from "@/domain/job-queue/unfinished-work"
import { databaseBefore } from "@/test/database-before"
import { mendImportRows } from "./mend-rows"
import { readImport } from "./read-import"
import { readImportRows } from "./read-import-rows"

let before: Awaited<ReturnType<typeof databaseBefore>>
let admin: postgres.Sql

beforeAll(async () => {
  before = await databaseBefore("0035_files_of_before")
  admin = postgres(before.adminUrl, { max: 1, onnotice: () => {} })
}, 60_000)

afterAll(async () => {
  await closeDatabase()
  await admin.end()
  await before.drop()
})

test("files of the versions before are there, with what came of their rows", async () => {
  await admin.unsafe(`
    INSERT INTO users (email, name, password_hash) VALUES ('m@example.com', 'Mieke', '');
    INSERT INTO company (slug, name, country_region_code, currency_code, time_zone)
      VALUES ('one', 'One', 'NL', 'EUR', 'Europe/Amsterdam');
    INSERT INTO sales_import (company_id, no, state, file_name, currency_code, requested_by, requested_by_name, rows_read,
        rows_taken, rows_refused, invoices_made, finished_at)
      VALUES (1, 'IMP1', 'ready', 'a.csv', 'GBP', 1, 'Mieke', 2, 1, 1, 1, now()),
        (1, 'IMP2', 'queued', 'b.csv', 'EUR', 1, 'Mieke', null, 0, 0, 0, null),
        (1, 'IMP3', 'uploading', 'c.csv', 'EUR', 1, 'Mieke', null, 0, 0, 0, null);
    INSERT INTO sales_import_chunk VALUES (1, 'IMP2', 0, 'x'), (1, 'IMP3', 0, 'x');
    INSERT INTO sales_import_row (company_id, import_no, row_no, invoice_no, fields, outcome, reason, params, sales_invoice_no)
      VALUES (1, 'IMP1', 2, 'A', '{A,I,Lamp,2,2026-01-02,3,K,NL}', 'taken', 'charge price_zero', null, 'VF1'),
        (1, 'IMP1', 3, 'B', '{B,I}', 'refused', 'invoice_refused', '{"row": 2}', null);
    INSERT INTO background_work (company_id, kind, no, requested_by, requested_by_name, name, state, piece_count)
      VALUES (1, 'payment_import', 7, 1, 'Mieke', 'november.csv', 'finished', 2);
    INSERT INTO background_work_piece (company_id, kind, work_no, piece_no, content, outcome, result_no, problems)
      VALUES (1, 'payment_import', 7, 2, '{"fields": ["L1", "1,50"], "payment": {"vendorNo": "L1", "postingDate": "2026-01-02",
          "amount": "1.5", "bankAccountNo": "BANK", "currencyCode": "EUR", "documents": ["A", "B"], "description": "",
          "externalDocumentNo": ""}}', 'done', 'BET1', null),
        (1, 'payment_import', 7, 3, '{"fields": ["L9"], "payment": null}', 'refused', null,
          '[{"code": "payment_import.vendor_unknown", "params": {"no": "L9"}}, {"code": "gave_up"}]')`)
  await before.migrate()

  const manager: Actor = { userId: 1, name: "Mieke", language: "en", companyId: 1, roles: ["purchasing_manager"] }
  expect((await readImport(manager, "IMP1")).import).toMatchObject({
    kind: "sales-invoices",
    state: "finished",
    rowsRead: 2,
    rowsNew: 1,
    rowsWritten: 1,
    rowsRefused: 1,
    options: { currency: "GBP" },
  })
  expect((await readImportRows(manager, "IMP1", {})).rows).toMatchObject([
    {
      rowNo: 2,
      outcome: "new",
      written: true,
      resultNo: "VF1",
      understood: { description: "Lamp", quantity: "2" },
      reasons: [{ code: "sales_import.charge" }, { code: "sales_import.price_zero" }],
    },
    { rowNo: 3, outcome: "refused", reasons: [{ code: "sales_import.invoice_refused", params: { row: 2 } }] },
  ])
  expect((await readImportRows(manager, "P7", {})).rows).toMatchObject([
    { rowNo: 2, written: true, resultNo: "BET1", understood: { amount: "1.5", documents: "A\nB" }, reasons: [] },
    { rowNo: 3, outcome: "refused", reasons: [{ params: { no: "L9" } }, { code: "gave_up" }] },
  ])
  // How they were read is not known any more.
  await expect(mendImportRows(manager, "IMP1", [{ rowNo: 3, texts: { quantity: "1" } }])).rejects.toThrow(
    "import.not_tried",
  )
  expect(await listUnfinished(0, 10)).toMatchObject([{ companyId: 1, no: "IMP2" }])
  await expect(readImport(manager, "IMP3")).rejects.toThrow("IMP3")
})
