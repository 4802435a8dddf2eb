import "server-only"
import { resolveItems } from "@/app/_document-form/find-items"
import { partyText, resolveParty } from "@/app/_document-form/find-party"
import type { EnteredVendor } from "@/app/[company]/_vendors/vendor-entry"
import { type Done, shown } from "@/app/form-action"
import { typedFields } from "@/app/typed-fields"
import type { Candidate } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { type Issue, Refusal } from "@/domain/errors"
import { controlOf, type RecordDefinition } from "@/domain/records/definition"
import { cutText } from "@/domain/text/cut-text"

/** Texts that name no one card, with those that they may mean, by name of the control. */
export class CardsUnclear extends Refusal {
  constructor(
    issues: Issue[],
    readonly candidates: Readonly<Record<string, Candidate[]>>,
  ) {
    super(issues)
  }
}

/**
 * What a form typed, by name of field, the cards that it names by number or name as their numbers. A text that finds nothing stays: the
 * operation says that there is no such card; but where a vendor can be registered beside the field, that is offered.
 *
 * @throws CardsUnclear where a text may mean several, or a vendor that is not there
 */
export async function meantFields(
  actor: Actor,
  form: FormData,
  definition: RecordDefinition,
): Promise<Record<string, string>> {
  const typed = typedFields(form, definition)
  const issues: Issue[] = []
  const candidates: Record<string, Candidate[]> = {}
  for (const field of definition.fields) {
    if (field.kind !== "card") continue
    const control = controlOf(definition, field.name)
    const picked = form.get(`pick.${control}`)
    const text = cutText((typeof picked === "string" ? picked : (typed[field.name] ?? "")).trim(), 200)
    if (text === "") continue
    const meant = await meantCard(actor, field.to, text)
    if ("no" in meant) {
      typed[field.name] = meant.no
      continue
    }
    const code = whyUnclear(meant.candidates, control === vendorControlOf(definition))
    if (!code) continue
    issues.push({ field: control, code, params: { typed: text } })
    candidates[control] = meant.candidates
  }
  if (issues.length > 0) throw new CardsUnclear(issues, candidates)
  return typed
}

/** @param registers whether a vendor can be registered beside the field */
function whyUnclear(candidates: readonly Candidate[], registers: boolean): string | undefined {
  if (candidates.length > 0) return "several_meant"
  return registers ? "nothing_meant" : undefined
}

/**
 * The vendor that a field of a form names, outside the form of a card.
 *
 * @returns its number, or the text itself where it finds nothing; `unclear`: the answer that asks which one of several is meant
 */
export async function meantVendor(
  actor: Actor,
  form: FormData,
  control: string,
): Promise<{ no: string } | { unclear: NonNullable<Done> }> {
  const text = cutText(String(form.get(`pick.${control}`) ?? form.get(control) ?? "").trim(), 200)
  const meant = await meantCard(actor, "vendors", text)
  if ("no" in meant) return meant
  if (meant.candidates.length === 0) return { no: text }
  const issues = await shown([{ field: control, code: "several_meant", params: { typed: text } }])
  return { unclear: { status: "refused", issues, data: { candidates: { [control]: meant.candidates } } } }
}

async function meantCard(
  actor: Actor,
  to: "vendors" | "customers" | "items",
  text: string,
): Promise<{ no: string } | { candidates: Candidate[] }> {
  if (to !== "items") return resolveParty(actor, to === "vendors" ? "vendor" : "customer", text)
  const meant = (await resolveItems(actor, [text], false)).get(text)
  if (!meant) return { candidates: [] }
  return "one" in meant ? { no: meant.one.no } : meant
}

/** The control that a vendor can be registered beside, in passing; none on the cards of vendors themselves. */
export function vendorControlOf(definition: RecordDefinition): string | undefined {
  if (definition.slug === "vendors") return undefined
  const field = definition.fields.find(({ kind, ...more }) => kind === "card" && "to" in more && more.to === "vendors")
  return field && controlOf(definition, field.name)
}

/** What that control holds after a button beside it was pressed. */
export const becameText = ({ became }: EnteredVendor) => became && partyText(became.no, became.name)
