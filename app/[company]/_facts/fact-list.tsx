import { useTranslations } from "next-intl"
import { Info, OctagonAlert, TriangleAlert } from "@/components/icons"
import { Link } from "@/components/link"
import type { Actor } from "@/domain/access/actor"
import type { ChangedField, DocumentFact, Severity } from "@/domain/facts/fact"
import { factPath } from "./fact-path"
import { type OwnCurrency, useFactText } from "./fact-text"

const signs: Record<Severity, { icon: typeof Info; tone: string }> = {
  alarm: { icon: OctagonAlert, tone: "bad" },
  warning: { icon: TriangleAlert, tone: "warn" },
  note: { icon: Info, tone: "" },
}

/** What a fact is a sign of, in its colour and in words that are read aloud, before what it says. */
export function FactSign({ severity }: { severity: Severity }) {
  const t = useTranslations("facts.severity")
  const { icon: Icon, tone } = signs[severity]
  return (
    <>
      <Icon className={`icon ${tone}`} aria-hidden="true" />
      <span className="hidden">{t(severity)} </span>
    </>
  )
}

type Props = { facts: readonly DocumentFact[]; actor: Actor; company: string; currency: OwnCurrency }

/** What is worth knowing of a document, the worst first, each with what it leads to. */
export function FactList({ facts, actor, company, currency }: Props) {
  const [t, say] = [useTranslations("facts"), useFactText(currency)]
  if (facts.length === 0) return <p className="soft">{t("none")}</p>
  return (
    <ul className="fact-list">
      {facts.map(fact => {
        const { kind, severity, figures, changes, link } = fact
        const path = factPath(actor, company, fact)
        const others =
          kind === "changed_since" || kind === "bought_before" || kind === "split" ? 0 : Number(figures.count ?? 1) - 1
        return (
          <li key={kind}>
            <FactSign severity={severity} />
            <span>
              {say(fact)}
              {figures.line !== undefined &&
                kind !== "cost_differs" &&
                others > 0 &&
                ` ${t("more", { count: others })}`}
              {link && path && " "}
              {link && path && (
                <Link className="link no" href={path}>
                  {link.no}
                </Link>
              )}
            </span>
            {changes && <Changes changes={changes} />}
          </li>
        )
      })}
    </ul>
  )
}

function Changes({ changes }: { changes: readonly ChangedField[] }) {
  const t = useTranslations("facts")
  return (
    <ul className="hint">
      {changes.map(({ field, lineNo, before, after }) => (
        <li key={`${field} ${lineNo}`}>
          {t("changedFrom", {
            field: t(`changed.${field}`),
            line: lineNo === null ? "none" : String(lineNo),
            before: field === "lineAdded" ? "none" : before,
            after: field === "lineRemoved" ? "–" : after,
          })}
        </li>
      ))}
    </ul>
  )
}
