import { and, asc, eq, inArray, sql } from "drizzle-orm"
import { companyUser, glAccount, users } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { controlOf, type RecordDefinition, type RecordField, type RecordValues } from "./definition"
import { type CardTable, cardTables, type ReferenceTable, referenceTables } from "./referred"

export type RecordChoice = { value: string; label: string }

/** What each field that refers to something may refer to, by the field's name; each list is read once. */
export async function readChoices(
  tx: Tx,
  companyId: number,
  { fields }: Pick<RecordDefinition, "fields">,
): Promise<Record<string, RecordChoice[]>> {
  const lists = new Map<string, RecordChoice[]>()
  const choices: Record<string, RecordChoice[]> = {}
  for (const field of fields) {
    if (field.kind !== "account" && field.kind !== "reference" && field.kind !== "user") continue
    const source = sourceOf(field)
    if (!lists.has(source)) lists.set(source, await readList(tx, companyId, source))
    choices[field.name] = lists.get(source)!
  }
  return choices
}

type Source = ReferenceTable | "account" | "account_or_total" | "user"

function sourceOf(field: Extract<RecordField, { kind: "account" | "reference" | "user" }>): Source {
  if (field.kind === "reference") return field.to
  return field.kind === "account" && field.orTotal ? "account_or_total" : field.kind
}

function readList(tx: Tx, companyId: number, source: Source): Promise<RecordChoice[]> {
  if (source === "account") return readPostingAccounts(tx, companyId)
  if (source === "account_or_total") return readSummingAccounts(tx, companyId)
  if (source === "user") return readMembers(tx, companyId)
  const { companyId: owner, code, label } = referenceTables[source]
  return tx
    .select({
      value: sql<string>`${code}`,
      label: sql<string>`concat_ws(' ', ${code}, nullif(nullif(${label}, ${code}), ''))`,
    })
    .from(code.table)
    .where(eq(owner, companyId))
    .orderBy(asc(code))
}

function readPostingAccounts(tx: Tx, companyId: number): Promise<RecordChoice[]> {
  return tx
    .select({ value: glAccount.no, label: sql<string>`${glAccount.no} || ' ' || ${glAccount.name}` })
    .from(glAccount)
    .where(and(eq(glAccount.companyId, companyId), eq(glAccount.accountType, "posting"), eq(glAccount.blocked, false)))
    .orderBy(asc(glAccount.no))
}

function readSummingAccounts(tx: Tx, companyId: number): Promise<RecordChoice[]> {
  const isAny = inArray(glAccount.accountType, ["posting", "total", "end_total"])
  return tx
    .select({
      value: glAccount.no,
      label: sql<string>`concat_ws(' ', ${glAccount.no}, ${glAccount.name}, nullif(${glAccount.totaling}, ''))`,
    })
    .from(glAccount)
    .where(and(eq(glAccount.companyId, companyId), isAny))
    .orderBy(asc(glAccount.no))
}

function readMembers(tx: Tx, companyId: number): Promise<RecordChoice[]> {
  return tx
    .select({ value: sql<string>`${users.id}::text`, label: users.name })
    .from(companyUser)
    .innerJoin(users, eq(users.id, companyUser.userId))
    .where(eq(companyUser.companyId, companyId))
    .orderBy(asc(users.name), asc(users.id))
}

/** What refers to nothing, beside its control: an account says why it cannot be posted to. */
export async function checkReferences(
  tx: Tx,
  companyId: number,
  definition: RecordDefinition,
  values: RecordValues,
): Promise<Issue[]> {
  const choices = await readChoices(tx, companyId, definition)
  const issues: Issue[] = []
  for (const field of definition.fields) {
    const { name } = field
    const value = values[name] ?? ""
    if (value === "" || !choices[name] || choices[name].some(choice => choice.value === value)) continue
    const code = await whyNone(tx, companyId, field, value)
    issues.push({ field: controlOf(definition, name), code, params: { code: value } })
  }
  for (const field of definition.fields) {
    const no = values[field.name] ?? ""
    if (field.kind !== "card" || no === "" || (await readCardName(tx, companyId, field.to, no)) !== undefined) continue
    issues.push({ field: controlOf(definition, field.name), code: `no_such.${field.to}`, params: { no } })
  }
  return issues
}

/** What a card is called; undefined where the company has none of that number. */
export async function readCardName(
  tx: Tx,
  companyId: number,
  table: CardTable,
  no: string,
): Promise<string | undefined> {
  const { companyId: owner, code, label } = cardTables[table]
  const [row] = await tx
    .select({ name: sql<string>`${label}` })
    .from(code.table)
    .where(and(eq(owner, companyId), eq(code, no)))
  return row?.name
}

/** What cards are called, by number; what the company has none of is absent. One statement. */
export async function readCardNames(
  tx: Tx,
  companyId: number,
  table: CardTable,
  nos: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (nos.length === 0) return new Map()
  const { companyId: owner, code, label } = cardTables[table]
  const rows = await tx
    .select({ no: sql<string>`${code}`, name: sql<string>`${label}` })
    .from(code.table)
    .where(and(eq(owner, companyId), sql`${code} = any(${sql.param([...new Set(nos)])}::text[])`))
  return new Map(rows.map(({ no, name }) => [no, name]))
}

async function whyNone(tx: Tx, companyId: number, field: RecordField, value: string): Promise<string> {
  if (field.kind !== "account") return "setup.reference_unknown"
  return field.orTotal ? "approval_setup.account_sums_nothing" : whyNotPosted(tx, companyId, value)
}

async function whyNotPosted(tx: Tx, companyId: number, no: string): Promise<string> {
  const [account] = await tx
    .select({ blocked: glAccount.blocked, accountType: glAccount.accountType })
    .from(glAccount)
    .where(and(eq(glAccount.companyId, companyId), eq(glAccount.no, no)))
  if (!account) return "setup.account_unknown"
  return account.accountType === "posting" ? "setup.account_blocked" : "setup.account_not_posting"
}
