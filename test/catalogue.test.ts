/** What holds for every table there is or will be, asked of PostgreSQL's own catalogue. */
import { randomUUID } from "node:crypto"
import { getTableName, is, Table } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import * as globalTables from "@/db/schema/global"
import { postgresErrorCode } from "@/db/tenancy"
import { newPurchaseDocument } from "@/domain/purchase-documents/new-purchase-document"
import { env } from "@/env"
import { makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "./factories"
import { onDatabase } from "./services"

const insufficientPrivilege = "42501"
const app = postgres(env().DATABASE_URL, { max: 1 })
const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1, onnotice: () => {} })
afterAll(() => Promise.all([app.end(), owner.end()]))

/** As db/schema/global.ts has them. */
const globals: string[] = Object.values(globalTables)
  .filter(value => is(value, Table))
  .map(value => getTableName(value))

const tables = await owner<{ name: string; company: boolean; fenced: boolean; forced: boolean; kept: boolean }[]>`
  SELECT c.relname AS name, c.relrowsecurity AS fenced, c.relforcerowsecurity AS forced,
    EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id' AND a.attnotnull
      AND NOT a.attisdropped) AS company,
    EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only') AS kept
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`
const ofCompanies = tables.filter(({ name }) => !globals.includes(name)).map(({ name }) => name)
const appendOnly = tables.filter(({ kept }) => kept).map(({ name }) => name)
/** Which entries are open, what they add up to by day, what documents add up to by month, and what setup was in force: nobody writes it. */
const writtenByTriggers = [
  "customer_margin_month",
  "gl_account_day",
  "open_vendor_ledger_entry",
  "purchase_item_period",
  "purchase_vendor_month",
  "request_days_month",
  "setup_in_force",
  "vat_group_day",
]

describe("tables", () => {
  test("without a company are those of global.ts, and every other one has one", () => {
    const expected = globals
      .filter(
        name =>
          ![
            "api_token",
            "company_user",
            "membership",
            "invitation",
            "company_sign_in",
            "linked_identity",
            "erased_person",
          ].includes(name),
      )
      .sort()
    expect(tables.filter(({ company }) => !company).map(({ name }) => name)).toEqual(expected)
    expect(ofCompanies.length).toBeGreaterThan(30)
  })

  test("of companies stand behind row-level security, the owner's access too", () => {
    const open = tables.filter(({ name, fenced, forced }) => ofCompanies.includes(name) && !(fenced && forced))
    expect(open).toEqual([])
  })

  test("of companies have the two policies and no other", async () => {
    const policies = await owner<{ tablename: string; policy: string }[]>`
      SELECT tablename, concat_ws(' ', policyname, permissive, cmd, roles::text, qual, 'check', with_check) AS policy
      FROM pg_policies WHERE schemaname = 'public' AND tablename <> 'company' ORDER BY 1, 2`
    const own =
      "own_company PERMISSIVE ALL {public} " +
      "(company_id = (NULLIF(current_setting('app.company_id'::text, true), ''::text))::integer) check"
    const definer = "definer PERMISSIVE SELECT {inkoop_definer} true check"
    expect(policies.map(({ tablename, policy }) => [tablename, policy])).toEqual(
      ofCompanies.flatMap(name => [
        [name, definer],
        [name, own],
      ]),
    )
  })

  test("a company changes itself alone, and a first one is made by the function that takes a link", async () => {
    const policies = await owner<{ policy: string }[]>`
      SELECT concat_ws(' ', policyname, permissive, cmd, roles::text, qual, 'check', with_check) AS policy
      FROM pg_policies WHERE schemaname = 'public' AND tablename = 'company' ORDER BY 1`
    expect(policies.map(({ policy }) => policy)).toEqual([
      "founded PERMISSIVE INSERT {inkoop_definer} check true",
      "own_company PERMISSIVE UPDATE {public} " +
        "(id = (NULLIF(current_setting('app.company_id'::text, true), ''::text))::integer) check",
      "seen PERMISSIVE SELECT {public} true check",
    ])
    const [{ fenced }] = await owner<[{ fenced: boolean }]>`
      SELECT relrowsecurity AS fenced FROM pg_class WHERE oid = 'company'::regclass`
    expect(fenced).toBe(true)
    const [may] = await owner`
      SELECT has_table_privilege('inkoop_app', 'company', 'INSERT, DELETE') AS make,
        has_table_privilege('inkoop_app', 'setup_link', 'SELECT, INSERT, UPDATE, DELETE') AS link,
        has_column_privilege('inkoop_app', 'company', 'currency_code', 'UPDATE') AS currency`
    expect(may).toEqual({ make: false, link: false, currency: false })
  })

  test("are the only relations: a view would read past the fence as its owner", async () => {
    const others = await owner`SELECT oid::regclass::text FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'f')`
    expect([...others]).toEqual([])
  })
})

describe("keys of a company's table", () => {
  test("lead with the company: primary, unique and every other unique index", async () => {
    const keys = await owner<{ key: string; leading: string }[]>`
      SELECT i.indexrelid::regclass::text AS key, a.attname AS leading
      FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
      WHERE i.indisunique AND i.indrelid = ANY (${ofCompanies}::regclass[])`
    expect(keys.filter(({ leading }) => leading !== "company_id")).toEqual([])
    const [{ without }] = await owner<[{ without: string[] }]>`
      SELECT coalesce(array_agg(t::text), '{}') AS without FROM unnest(${ofCompanies}::regclass[]) AS t
      WHERE NOT EXISTS (SELECT FROM pg_index WHERE indrelid = t AND indisprimary)`
    expect(without).toEqual([])
  })

  test("lead with the company at both ends of a foreign key", async () => {
    const keys = await owner<{ key: string; here: string; there: string; to: string }[]>`
      SELECT k.conrelid::regclass::text || '.' || k.conname AS key, k.confrelid::regclass::text AS to,
        here.attname AS here, there.attname AS there
      FROM pg_constraint k
      JOIN pg_attribute here ON here.attrelid = k.conrelid AND here.attnum = k.conkey[1]
      JOIN pg_attribute there ON there.attrelid = k.confrelid AND there.attnum = k.confkey[1]
      WHERE k.contype = 'f' AND k.conrelid = ANY (${ofCompanies}::regclass[])`
    expect(keys.length).toBeGreaterThan(50)
    const astray = keys.filter(
      ({ here, there, to }) => here !== "company_id" || there !== (to === "company" ? "id" : "company_id"),
    )
    expect(astray).toEqual([])
  })
})

describe("the second fence", () => {
  let mine: number
  let theirs: number
  beforeAll(async () => {
    mine = (await makeCompany()).id
    theirs = (await makeCompany()).id
    for (const id of [mine, theirs]) {
      await makeVendor(id)
      await makeItem(id)
      await makeSalesInvoice(id)
    }
  })

  test("shows no row of any table before a company is set", async () => {
    const shown: string[] = []
    for (const name of ofCompanies) {
      if ((await app`SELECT FROM ${app(name)} LIMIT 1`).count > 0) shown.push(name)
      // FORCE: the owner meets the fence like anybody else.
      if ((await owner`SELECT FROM ${owner(name)} LIMIT 1`).count > 0) shown.push(`${name} to the owner`)
    }
    expect(shown).toEqual([])
  })

  test("shows one company's rows and lets none be moved, in every table that has some", async () => {
    const filled: string[] = []
    for (const name of ofCompanies.filter(name => ![...appendOnly, ...writtenByTriggers].includes(name))) {
      const [{ companies }] = await inCompany(
        mine,
        sql => sql<[{ companies: number[] }]>`
          SELECT coalesce(array_agg(DISTINCT company_id), '{}') AS companies FROM ${sql(name)}`,
      )
      if (companies.length === 0) continue
      expect([name, companies]).toEqual([name, [mine]])
      filled.push(name)
      const moved = inCompany(mine, sql => sql`UPDATE ${sql(name)} SET company_id = ${theirs}`)
      expect([name, await refusalOf(moved)]).toEqual([name, insufficientPrivilege])
      const elsewhere = await inCompany(
        mine,
        sql => sql`UPDATE ${sql(name)} SET company_id = company_id
        WHERE company_id = ${theirs}`,
      )
      expect([name, elsewhere.count]).toEqual([name, 0])
    }
    expect(filled.length).toBeGreaterThan(20)
  })
})

describe("append-only tables", () => {
  test("are those the application may not change", async () => {
    const unchangeable = await owner<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_class c WHERE c.relname = ANY (${[...ofCompanies, "security_entry"]})
        AND NOT has_table_privilege('inkoop_app', c.oid, 'UPDATE, DELETE, TRUNCATE') ORDER BY 1`
    expect(unchangeable.map(({ name }) => name)).toEqual([...appendOnly, ...writtenByTriggers].sort())
    expect(appendOnly).toContain("event")
  })

  const changes = {
    UPDATE: (name: string) => `UPDATE ${name} SET company_id = company_id`,
    DELETE: (name: string) => `DELETE FROM ${name}`,
    TRUNCATE: (name: string) => `TRUNCATE ${name} CASCADE`,
  }
  const cases = appendOnly.flatMap(name =>
    Object.entries(changes).map(([verb, statement]) => ({ name, verb, statement: statement(name) })),
  )
  test.each(cases)("$verb of $name is refused, to the application and to the owner", async ({ name, statement }) => {
    await expect(app.unsafe(statement)).rejects.toThrow(/permission denied|must be owner/)
    await expect(owner.unsafe(statement)).rejects.toThrow(`table ${name} is append-only`)
  })
})

describe("the application's role", () => {
  test("owns nothing in the database or of the server's, and is nobody's member", async () => {
    // Other databases are those of tests that run at the same time; a batch for the queue makes temporary tables there.
    const [found] = await owner`
      SELECT (SELECT count(*)::int FROM pg_shdepend WHERE deptype = 'o' AND refobjid = 'inkoop_app'::regrole
          AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))) AS owned,
        (SELECT count(*)::int FROM pg_auth_members WHERE member = 'inkoop_app'::regrole) AS memberships`
    expect(found).toEqual({ owned: 0, memberships: 0 })
  })

  test("may truncate nothing, and make nothing", async () => {
    const [found] = await owner`
      SELECT bool_or(has_table_privilege('inkoop_app', oid, 'TRUNCATE')) AS truncate,
        has_schema_privilege('inkoop_app', 'public', 'CREATE') AS make
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`
    expect(found).toEqual({ truncate: false, make: false })
  })

  test("meets SECURITY DEFINER functions of the definer alone, which no schema of its own can mislead", async () => {
    const astray = await owner`
      SELECT oid::regprocedure::text, proowner::regrole::text, proconfig FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace AND prosecdef AND (proowner <> 'inkoop_definer'::regrole
        OR has_function_privilege('public', oid, 'EXECUTE')
        OR NOT coalesce('search_path=public, pg_temp' = ANY (proconfig), false))`
    expect([...astray]).toEqual([])
  })

  /** Numerics, which are not: prices are read by vendor and item alone, sums by day, and amounts only put a list in order. */
  const sortedAlone = [
    "vat_group_day_pk.vat_percent",
    "purchase_price.minimum_quantity",
    "sales_price_pk.minimum_quantity",
    "purchase_line_discount.minimum_quantity",
    "sales_invoice_amount.amount",
    "purchase_invoice_amount.amount",
    "posted_purchase_document_amount.amount_including_vat",
    "vendor_invoice_discount.minimum_amount",
    "vendor_ledger_entry_payment_amount.amount",
  ]

  test("can use every ordered index: all their operators are leakproof", async () => {
    const leaking = await owner<{ index: string; column: string; type: string }[]>`
      SELECT DISTINCT i.indexrelid::regclass::text AS index, a.attname AS column, c.opcintype::regtype::text AS type
      FROM pg_index i
      CROSS JOIN LATERAL unnest(i.indclass::oid[]) WITH ORDINALITY AS part (class, position)
      JOIN pg_attribute a ON a.attrelid = i.indexrelid AND a.attnum = part.position
      JOIN pg_opclass c ON c.oid = part.class JOIN pg_am m ON m.oid = c.opcmethod AND m.amname = 'btree'
      JOIN pg_amop o ON o.amopfamily = c.opcfamily AND o.amoplefttype = c.opcintype AND o.amoprighttype = c.opcintype
      JOIN pg_operator op ON op.oid = o.amopopr JOIN pg_proc p ON p.oid = op.oprcode
      WHERE i.indrelid = ANY (${ofCompanies}::regclass[]) AND NOT p.proleakproof ORDER BY 1, 2`
    expect(
      leaking.filter(({ index, column }) => !sortedAlone.includes(`${index.split("_company_id_")[0]}.${column}`)),
    ).toEqual([])
  })
})

describe("search at 5,000 rows", () => {
  const rows = 5_000
  let companyId: number

  beforeAll(async () => {
    companyId = (await makeCompany()).id
    const [vendorNo, itemNo] = [(await makeVendor(companyId)).no, (await makeItem(companyId)).no]
    const salesInvoiceNo = (await makeSalesInvoice(companyId)).no
    const purchaser = await makeActor(companyId, "purchaser")
    const purchaseInvoiceNo = await newPurchaseDocument(purchaser, { formId: randomUUID(), vendorNo })
    const [{ customer_no: customerNo }] = await inCompany(
      companyId,
      sql => sql<[{ customer_no: string }]>`SELECT customer_no FROM sales_invoice WHERE no = ${salesInvoiceNo}`,
    )
    const admin = postgres(onDatabase(inject("services").adminUrl, new URL(env().DATABASE_URL).pathname.slice(1)))
    await admin.begin(async sql => {
      // Foreign keys are not what is tried here.
      await sql`SET LOCAL session_replication_role = replica`
      await copies(sql, "vendor", vendorNo, "name")
      await copies(sql, "item", itemNo, "description")
      await copies(sql, "customer", customerNo, "name")
      await copies(sql, "sales_invoice", salesInvoiceNo, "customer_name")
      await copies(sql, "purchase_invoice", purchaseInvoiceNo, "buy_from_vendor_name")
    })
    await admin`VACUUM ANALYZE vendor, item, customer, sales_invoice, purchase_invoice`
    await admin.end()
  }, 120_000)

  /** As many rows like one there is, each with a number and a name of its own. */
  async function copies(sql: postgres.TransactionSql, table: string, no: string, name: string) {
    const columns = await sql<{ column: string }[]>`SELECT quote_ident(attname) AS column FROM pg_attribute
      WHERE attrelid = ${table}::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`
    const given = columns.map(({ column }) => column).join(", ")
    await sql.unsafe(
      `INSERT INTO ${table} (${given})
       SELECT ${given.replaceAll(/(^|, )/gu, "$1(r).")}
       FROM (SELECT jsonb_populate_record(t, jsonb_build_object('no', 'X' || n, '${name}', left(md5(n::text), 12))) AS r
         FROM ${table} t, generate_series(1, ${rows}) AS n WHERE t.company_id = $1 AND t.no = $2) AS made`,
      [companyId, no],
    )
  }

  const searches = [
    { search: "search_vendors", table: "vendor", index: "vendor_search" },
    { search: "search_items", table: "item", index: "item_search" },
    { search: "search_customers", table: "customer", index: "customer_search" },
    { search: "search_sales_invoices", table: "sales_invoice", index: "sales_invoice_search" },
    { search: "search_purchase_invoices", table: "purchase_invoice", index: "purchase_invoice_search" },
  ]
  test.each(searches)("$search goes by its index, typing errors and all", async ({ search, table, index }) => {
    // The beginning of md5('1'), and the same with a letter amiss.
    for (const wanted of ["c4ca4238a0b9", "c4ca4238x0b9"]) {
      const before = await scansOf(table, index)
      // More than five times: PL/pgSQL then considers one plan for all.
      for (let time = 0; time < 7; time++) {
        const found = await inCompany(companyId, sql => sql`SELECT no FROM ${sql(search)}(${wanted}, 20)`)
        expect(found.map(({ no }) => no)).toContain("X1")
      }
      const after = await scansOf(table, index)
      expect({ whole: after.whole - before.whole, byIndex: after.byIndex - before.byIndex }).toEqual({
        whole: 0,
        byIndex: expect.toSatisfy((scans: number) => scans >= 7),
      })
    }
  })

  /** How often the table was read whole, and its index used, by the application's connection among others. */
  async function scansOf(table: string, index: string): Promise<{ whole: number; byIndex: number }> {
    await app`SELECT pg_stat_force_next_flush()`
    const [counted] = await owner<[{ whole: number; by_index: number }]>`
      SELECT t.seq_scan::int AS whole, i.idx_scan::int AS by_index FROM pg_stat_user_tables t
      JOIN pg_stat_user_indexes i USING (relid) WHERE t.relname = ${table} AND i.indexrelname = ${index}`
    return { whole: counted.whole, byIndex: counted.by_index }
  }
})

/** As the application does: one transaction with the company set. */
function inCompany<T>(companyId: number, work: (sql: postgres.TransactionSql) => Promise<T>): Promise<T> {
  return app.begin(async sql => {
    await sql`SELECT set_config('app.company_id', ${String(companyId)}, true)`
    return work(sql)
  }) as Promise<T>
}

/** SQLSTATE of what it was refused with; undefined when it passed. */
async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    return postgresErrorCode(error)
  }
}
