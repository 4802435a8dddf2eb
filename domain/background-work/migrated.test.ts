import postgres from "postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { closeDatabase } from "@/db/client"
import type { Actor } from "@/domain/access/actor"
import { readBatchPosting } from "@/domain/batch-posting/read-batch-posting"
import { batchPostingWork } from "@/domain/batch-posting/work-kind"
import { listUnfinished } from "@/domain/job-queue/unfinished-work"
import { databaseBefore } from "@/test/database-before"
import { listWork } from "./list-work"

let before: Awaited<ReturnType<typeof databaseBefore>>
let admin: postgres.Sql

beforeAll(async () => {
  before = await databaseBefore("0024_background_work")
  admin = postgres(before.adminUrl, { max: 1, onnotice: () => {} })
}, 60_000)

afterAll(async () => {
  await closeDatabase()
  await admin.end()
  await before.drop()
})

const payment = { vendorNo: "L00010", amount: "12.5", currencyCode: "USD", documents: [] }

test("batches of the version before are there, in each company, under their numbers", async () => {
  await admin.unsafe(`
    INSERT INTO users (email, name, password_hash) VALUES ('m@example.com', 'Mieke', '');
    INSERT INTO company (slug, name, country_region_code, currency_code, time_zone)
      VALUES ('one', 'One', 'NL', 'EUR', 'Europe/Amsterdam'), ('two', 'Two', 'NL', 'EUR', 'Europe/Amsterdam');
    INSERT INTO batch_posting (company_id, form_id, requested_by, requested_by_name, unreviewed, state, document_count,
        finished_at, generation)
      VALUES (1, 'a', 1, 'Mieke', true, 'finished', 2, now(), 1), (2, 'a', 1, 'Mieke', false, 'queued', 1, null, 7);
    INSERT INTO batch_posting_document (company_id, batch_id, line_no, document_no, vendor_name, currency_code,
        amount_including_vat, outcome, posted_no, problems, at)
      VALUES (1, 1, 1, 'IF1', 'Vis', 'EUR', 12.50, 'posted', 'GIF1', null, now()),
        (1, 1, 2, 'IF2', 'Vis', 'EUR', -3, 'refused', null, '[{"code": "gave_up"}]', now()),
        (2, 2, 1, 'IF3', 'Vis', 'USD', 1, 'pending', null, null, null);
    INSERT INTO payment_import (company_id, file_name, requested_by, requested_by_name, state, row_count, numbers)
      VALUES (1, 'november.csv', 1, 'Mieke', 'queued', 3, 'nl')`)
  await admin`INSERT INTO payment_import_row (company_id, import_id, row_no, fields, payment, row_key, outcome, payment_no, problems)
    VALUES (1, 1, 2, ${["L00010"]}, ${admin.json(payment)}, 'key', 'registered', 'BET1', null),
      (1, 1, 3, ${["L00010"]}, ${admin.json(payment)}, 'other', 'pending', null, null),
      (1, 1, 4, ${["", "x"]}, null, null, 'refused', null, ${admin.json([{ code: "gave_up" }])})`

  await before.migrate()

  const manager = (companyId: number): Actor => {
    return { userId: 1, name: "Mieke", language: "en", companyId, roles: ["purchasing_manager"] }
  }
  const batch = await readBatchPosting(manager(1), 1)
  expect(batch.work).toMatchObject({ no: 1, name: "", state: "finished", count: 2, done: 1, refused: 1 })
  expect(batch.work.options).toEqual({ unreviewed: true })
  expect(batch.documents).toMatchObject([
    { lineNo: 1, documentNo: "IF1", vendorName: "Vis", outcome: "done", postedNo: "GIF1", amountIncludingVat: "12.50" },
    { lineNo: 2, documentNo: "IF2", outcome: "refused", problems: [{ code: "gave_up" }], amountIncludingVat: "-3" },
  ])
  expect((await listWork(batchPostingWork, manager(2))).works).toMatchObject([{ no: 2, state: "queued", count: 1 }])
  expect(await listUnfinished(0, 10)).toEqual([{ companyId: 2, kind: "batch_posting", no: "2" }])
  const [next] = await admin`SELECT nextval('background_work_no_seq')::int AS no`
  expect(next?.no).toBe(3)
})
