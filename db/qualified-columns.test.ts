import { and, eq, max, sql } from "drizzle-orm"
import { PgDialect } from "drizzle-orm/pg-core"
import { describe, expect, test } from "vitest"
import { database } from "./client"
import { preparedSelect, value } from "./prepared"
import { salesInvoiceLine as line, purchaseInvoiceLine, vatPostingSetup as setup } from "./schema"

const outer = `"sales_invoice_line"."vat_identifier"`
const correlated = sql<string>`(select ${max(setup.description)} from ${setup} where ${setup.vatIdentifier} = ${line.vatIdentifier})`
const compared = `"vat_posting_setup"."vat_identifier" = ${outer}`

describe("a column keeps its table in a query over one table", () => {
  test("inside a subquery written by hand, wherever it stands", () => {
    const selected = database().select({ correlated }).from(line)
    expect(selected.toSQL().sql).toContain(compared)
    expect(
      database()
        .select({ aliased: correlated.as("found") })
        .from(line)
        .toSQL().sql,
    ).toContain(compared)
    expect(database().select({ no: line.no }).from(line).where(sql`${correlated} = ''`).toSQL().sql).toContain(compared)
    expect(database().select({ no: line.no }).from(line).orderBy(correlated).toSQL().sql).toContain(compared)
  })

  test("inside a subquery of the builder", () => {
    const found = database()
      .select({ same: sql`${setup.vatIdentifier} = ${line.vatIdentifier}` })
      .from(setup)
    expect(
      database()
        .select({ found: sql`(${found})` })
        .from(line)
        .toSQL().sql,
    ).toContain(`select ${compared} from`)
  })

  test("in what a statement that writes answers", () => {
    const { sql: updated } = database().update(line).set({ description: "" }).returning({ correlated }).toSQL()
    expect(updated).toContain(compared)
    expect(database().delete(line).returning({ correlated }).toSQL().sql).toContain(compared)
    const added = database().insert(purchaseInvoiceLine).select(sql`select`).returning({ no: purchaseInvoiceLine.no })
    expect(added.toSQL().sql).toContain(`returning "purchase_invoice_line"."no"`)
  })

  test("in prepared statements", () => {
    const text = new PgDialect().sqlToQuery(
      database()
        .select({ correlated })
        .from(line)
        .where(and(eq(line.companyId, 1)))
        .getSQL(),
    ).sql
    expect(text).toContain(compared)
    preparedSelect("qualified", query => {
      const select = query
        .select({ correlated })
        .from(line)
        .where(eq(line.no, value("no")))
      expect(select.toSQL().sql).toContain(compared)
      return select
    })
  })
})
