import { getTranslations } from "next-intl/server"
import type { Search } from "@/app/_lists/list-address"
import { ArrivalNotice } from "@/components/arrival-notice"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { recordKeyOf } from "@/domain/records/values"
import type { SetupDefinition } from "@/domain/setup/definition"
import { readNewSetup, readSetup, wasDeleted } from "@/domain/setup/read-setup"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { rowTitle } from "./setup-text"

type Props = { actor: Actor; definition: SetupDefinition; search: Search }

/**
 * Says what was just done to a row, which `?saved=` or `?deleted=` names by the parts of its key. Anybody can make up an
 * address: what is no row of the table, or was never deleted, is as if it were not there.
 */
export async function SetupNotice({ actor, definition, search }: Props) {
  const t = await getTranslations("setup")
  if (definition.keys.length === 0) return search.saved ? <ArrivalNotice>{t("savedAll")}</ArrivalNotice> : null
  const deed = search.deleted === undefined ? "saved" : "deleted"
  const key = [search[deed] ?? []].flat().map(part => cutText(receivedLine(part), 100))
  const title = await (deed === "saved" ? savedTitle : deletedTitle)(actor, definition, key)
  return title === null ? null : <ArrivalNotice>{t(deed, { code: title })}</ArrivalNotice>
}

async function savedTitle(actor: Actor, definition: SetupDefinition, key: string[]): Promise<string | null> {
  if (key.length === 0) return null
  try {
    const { values, choices } = await readSetup(actor, definition.slug, key)
    return await rowTitle(definition, values, choices)
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

async function deletedTitle(actor: Actor, definition: SetupDefinition, key: string[]): Promise<string | null> {
  const values = recordKeyOf(definition, key)
  if (!values || !(await wasDeleted(actor, definition.slug, key))) return null
  const { choices } = await readNewSetup(actor, definition.slug)
  return rowTitle(definition, values, choices)
}
