import { and, type SQL, sql } from "drizzle-orm"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import type { RecordValues } from "@/domain/records/definition"
import { listRows, type RecordPage } from "@/domain/records/list-rows"
import { type RecordEvent, readRecordHistory } from "@/domain/records/record-history"
import { type RecordChoice, readChoices } from "@/domain/records/references"
import { findRow } from "@/domain/records/rows"
import { columnOf, newValues, recordKeyOf } from "@/domain/records/values"
import type { SetupDefinition } from "./definition"
import { setupDefinition } from "./definitions"

/** Rows of one page of a list. */
export const SETUP_PAGE_LENGTH = 100

export type SetupQuery = {
  search?: string
  /** Rows alone of which these fields are just so. */
  of?: RecordValues
  descending?: boolean
  cursor?: string
}

export type SetupList = RecordPage & {
  definition: SetupDefinition
  choices: Record<string, RecordChoice[]>
  descending: boolean
}

/**
 * A page of a table, by its key.
 *
 * @throws NotFound for an unknown table, and for one that has a single row; Forbidden
 */
export async function listSetup(actor: Actor, slug: string, query: SetupQuery): Promise<SetupList> {
  authorise(actor, "company.administer")
  const definition = setupDefinition(slug)
  if (definition.keys.length === 0) throw new NotFound(`setup ${slug}`)
  const { companyId } = actor
  const descending = query.descending ?? definition.latestFirst ?? false
  return inCompany(companyId, async tx => {
    const listed = definition.fields.filter(({ name }) => definition.listed.includes(name))
    const choices = await readChoices(tx, companyId, { fields: listed.filter(({ kind }) => kind === "user") })
    const page = await listRows(tx, companyId, definition, {
      matching: and(...isOf(definition, query.of ?? {}), query.search ? holds(definition, query.search) : undefined),
      descending,
      cursor: query.cursor,
      length: SETUP_PAGE_LENGTH,
    })
    return { definition, choices, descending, ...page }
  })
}

/** What a file of a table says its users by. @throws NotFound for an unknown table; Forbidden */
export async function readUsersOfSetup(actor: Actor, slug: string): Promise<SetupList["choices"]> {
  authorise(actor, "company.administer")
  const users = setupDefinition(slug).fields.filter(({ kind }) => kind === "user")
  return inCompany(actor.companyId, tx => readChoices(tx, actor.companyId, { fields: users }))
}

export type SetupRead = {
  definition: SetupDefinition
  values: RecordValues
  choices: Record<string, RecordChoice[]>
  /** To save upon. */
  version: number
  history: RecordEvent[]
}

/**
 * A row with what its form offers.
 *
 * @param key none for a table of a single row
 * @throws NotFound for an unknown table or row, and for another company's; Forbidden
 */
export async function readSetup(actor: Actor, slug: string, key: readonly string[]): Promise<SetupRead> {
  authorise(actor, "company.administer")
  const definition = setupDefinition(slug)
  const wanted = recordKeyOf(definition, key)
  if (!wanted) throw new NotFound(`setup ${slug}`)
  return inCompany(actor.companyId, async tx => {
    const values = await findRow(tx, actor.companyId, definition, wanted)
    if (!values) throw new NotFound(`setup ${slug}`)
    const choices = await readChoices(tx, actor.companyId, definition)
    const history = await readRecordHistory(tx, actor.companyId, definition, values)
    return { definition, values, choices, version: history[0]?.id ?? 0, history }
  })
}

/** Whether the company has a row of that key. @throws NotFound for an unknown table; Forbidden */
export async function hasSetup(actor: Actor, slug: string, key: readonly string[]): Promise<boolean> {
  authorise(actor, "company.administer")
  const definition = setupDefinition(slug)
  const wanted = recordKeyOf(definition, key)
  if (!wanted) return false
  return inCompany(actor.companyId, async tx => Boolean(await findRow(tx, actor.companyId, definition, wanted)))
}

/** Whether the last that became of a row of that key is that it was deleted. @throws NotFound for an unknown table; Forbidden */
export async function wasDeleted(actor: Actor, slug: string, key: readonly string[]): Promise<boolean> {
  authorise(actor, "company.administer")
  const definition = setupDefinition(slug)
  const wanted = recordKeyOf(definition, key)
  if (!wanted) return false
  const [last] = await inCompany(actor.companyId, tx => readRecordHistory(tx, actor.companyId, definition, wanted))
  return last?.kind === "setup.deleted"
}

/** What the form for a new row offers and starts with. @throws NotFound for an unknown table; Forbidden */
export async function readNewSetup(
  actor: Actor,
  slug: string,
): Promise<Pick<SetupRead, "definition" | "values" | "choices">> {
  authorise(actor, "company.administer")
  const definition = setupDefinition(slug)
  if (definition.keys.length === 0) throw new NotFound(`setup ${slug}`)
  const choices = await inCompany(actor.companyId, tx => readChoices(tx, actor.companyId, definition))
  return { definition, values: newValues(definition), choices }
}

const isOf = (definition: SetupDefinition, values: RecordValues) =>
  Object.entries(values).map(([name, value]) => sql`${columnOf(definition, name)}::text = ${value}`)

/** Rows that have the words somewhere in their codes and texts, whatever the case and with or without accents. */
function holds(definition: SetupDefinition, search: string): SQL {
  const texts = definition.fields
    .filter(({ kind }) => !["boolean", "choice", "user", "integer"].includes(kind))
    .map(({ name }) => sql`${columnOf(definition, name)}::text`)
  return sql`position(search_form(${search}) in search_form(concat_ws(' ', ${sql.join(texts, sql`, `)}))) > 0`
}
