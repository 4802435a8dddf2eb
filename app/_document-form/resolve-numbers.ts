import "server-only"
import type { Candidate, DocumentView, ShownLineType } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { partyOf } from "@/domain/documents/header-definition"
import type { Issue } from "@/domain/errors"
import { resolveAccounts, resolveCharges } from "./find-accounts"
import { type Meant, resolveItems } from "./find-items"
import type { FormKind } from "./form-kind"

/** Whether people choose the line's number: of an item, or of an account or charge where the document takes those. */
export const isNumbered = (type: ShownLineType, kind: FormKind) =>
  type === "item" || (["gl_account", "charge"].includes(type) && kind.accounts === true)

type Numbered = { no: string; description: string }

/** What texts in the fields for numbers mean: items, and accounts and charges where the document takes them. */
export async function resolveNumbers(
  actor: Actor,
  kind: FormKind,
  typed: readonly { type: ShownLineType; text: string }[],
): Promise<(type: ShownLineType, text: string) => Meant<Numbered>> {
  const of = (type: ShownLineType) =>
    kind.accounts && (type === "gl_account" || type === "charge") ? type : ("item" as const)
  const texts = (wanted: ReturnType<typeof of>) =>
    typed.filter(({ type }) => of(type) === wanted).map(({ text }) => text)
  const [item, gl_account, charge] = await Promise.all([
    resolveItems(actor, texts("item"), partyOf(kind.definition.header).of === "vendor"),
    resolveAccounts(actor, texts("gl_account")),
    resolveCharges(actor, texts("charge")),
  ])
  const meant = { item, gl_account, charge }
  return (type, text) => {
    const found = meant[of(type)].get(text) ?? null
    if (!found || !("one" in found)) return found
    const { one } = found
    return { one: { no: one.no, description: "name" in one ? one.name : one.description } }
  }
}

/** Why a text stands for nothing; what it may mean goes beside its field. */
export function unnamed(
  view: DocumentView,
  field: string,
  typed: string,
  meant: { candidates: Candidate[] } | null,
): Issue {
  if (!meant) return { field, code: "not_looked_for", params: { typed } }
  const { candidates } = meant
  if (candidates.length > 0) view.candidates[field] = candidates
  return { field, code: candidates.length > 0 ? "several_meant" : "nothing_meant", params: { typed } }
}
