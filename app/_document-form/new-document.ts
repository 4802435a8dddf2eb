import { cutText } from "@/domain/text/cut-text"
import "server-only"
import type { FieldNames } from "@/app/field-label"
import { type Done, shown } from "@/app/form-action"
import type { NewDocumentView } from "@/components/document-form/new-document-form"
import type { Actor } from "@/domain/access/actor"
import { type HeaderDefinition, partyOf } from "@/domain/documents/header-definition"
import { type Issue, Refusal } from "@/domain/errors"
import { resolveParty } from "./find-party"

/**
 * Makes a document from the form for a new one: finds the vendor or customer that was named and calls `create`, which
 * does not return when it went well.
 *
 * @param kind.names of fields of the header that go by another name
 */
export async function answerNewDocument(
  actor: Actor,
  { definition, names }: { definition: HeaderDefinition; names?: FieldNames },
  form: FormData,
  create: (partyNo: string) => Promise<never>,
): Promise<Done> {
  const party = partyOf(definition)
  const field = `header.${party.name}`
  const typed = cutText(String(form.get(`pick.${field}`) ?? form.get(field) ?? ""), 200)
  const refused = async (issues: Issue[], candidates: NewDocumentView["candidates"] = []): Promise<Done> => {
    const values = Object.fromEntries(
      Array.from(form).flatMap(([name, value]) => (typeof value === "string" ? [[name, cutText(value, 500)]] : [])),
    )
    const data: NewDocumentView = { values: { ...values, [field]: typed }, candidates }
    return { data, status: "refused", issues: await shown(issues, names) }
  }
  const found = await resolveParty(actor, party.of, typed)
  if ("candidates" in found) {
    const code = found.candidates.length > 0 ? "several_meant" : "nothing_meant"
    return refused([{ field, code, params: { typed } }], found.candidates)
  }
  try {
    return await create(found.no)
  } catch (error) {
    if (error instanceof Refusal) return refused(error.issues)
    throw error
  }
}
