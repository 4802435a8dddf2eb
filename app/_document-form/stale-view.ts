import "server-only"
import { getTranslations } from "next-intl/server"
import { shownHeader } from "@/components/document-form/header-texts"
import { formField, type Reader, shownLine, shownValue } from "@/components/document-form/reader"
import type { DocumentView, ShownChange } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { fieldOfControl } from "@/domain/documents/field-of-control"
import { partyOf } from "@/domain/documents/header-definition"
import { lineFields } from "@/domain/documents/line-fields"
import type { MissedChange, StaleDraft } from "@/domain/documents/stale-draft"
import { formatClock } from "@/language/date-format"
import { findParties } from "./find-party"
import type { FormKind, StoredDocument } from "./form-kind"

/** The form as it goes on after somebody else saved first: with what both changed, and what the other changed alone. */
export async function staleView(
  stale: StaleDraft,
  kind: FormKind,
  stored: StoredDocument,
  actor: Actor,
): Promise<DocumentView> {
  const { form, conflicts, taken, savedBy } = stale
  const { reader } = stored
  const t = await getTranslations("documents")
  const header = shownHeader(kind.definition.header, form.header, reader)
  const { name: party } = partyOf(kind.definition.header)
  header[party] = await partyShown(actor, kind, header[party] ?? "")
  const change = (missed: MissedChange): ShownChange => {
    const [scope, first = "", field] = missed.field.split(".")
    const said = fieldOfControl(kind.definition, missed.field)
    const value = (text: string | null) => {
      if (text === null) return null
      if (said?.kind === "boolean") return t(text === "yes" ? "yes" : "no")
      if (said?.kind === "choice") return t(`${said.texts}.${text}`)
      return shownChange(missed.field, text, kind, reader)
    }
    const { line, before, mine, theirs } = missed
    const label =
      scope === "header"
        ? t(`header.${kind.names?.[first] ?? first}`)
        : field
          ? t("stale.lineField", { field: t(`field.${field}`), line: line?.lineNo ?? 0, name: line?.description ?? "" })
          : t("stale.wholeLine", { line: line?.lineNo ?? 0, name: line?.description ?? "" })
    return { field: missed.field, label, before: value(before), mine: value(mine), theirs: value(theirs) }
  }
  return {
    version: stale.currentVersion,
    header,
    lines: form.lines.map(line => shownLine(line, reader)),
    loaded: form.loaded,
    deleted: form.deleted,
    newLine: { type: "item", text: "" },
    candidates: {},
    stale: {
      by: savedBy.by,
      at: savedBy.at ? formatClock(new Date(savedBy.at), stored.timeZone, reader.language) : "",
      conflicts: conflicts.map(change),
      taken: taken.map(change),
    },
    choices: {},
    focus: null,
    status: "changed",
  }
}

/** The party as its field shows it. */
async function partyShown(actor: Actor, kind: FormKind, no: string): Promise<string> {
  if (no === "") return ""
  const found = await findParties(actor, partyOf(kind.definition.header).of, no)
  return found.find(each => each.value.startsWith(`${no} `))?.value ?? no
}

function shownChange(name: string, value: string, kind: FormKind, reader: Reader): string {
  const [scope, first = "", field] = name.split(".")
  if (scope === "header") {
    return shownHeader(kind.definition.header, { [first]: value }, reader)[first] ?? value
  }
  const stored = lineFields.find(known => formField(known, reader.priceField) === field)
  return stored ? shownValue(stored, value, reader) : value
}
