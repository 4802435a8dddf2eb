import { getTranslations } from "next-intl/server"
import { Lacks } from "@/app/[company]/administration/readiness/lacks"
import { Instant } from "@/components/date"
import { Form } from "@/components/form/form"
import { Link } from "@/components/link"
import { State, type StateName } from "@/components/state"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Row } from "@/components/table"
import type { Actor } from "@/domain/access/actor"
import type { AreaFacts } from "@/domain/readiness/area-facts"
import type { AreaRead, AreaState } from "@/domain/readiness/read-setup-areas"
import { findRight } from "./actions"
import { AreaHolds } from "./area-holds"
import { linksOf } from "./area-links"

const shown: Record<AreaState, StateName> = { lacks: "unproven", done: "ready", template: "open", none: "open" }

type Props = { area: AreaRead; facts: AreaFacts; actor: Actor; company: string }

/** An area of setup: where it stands, what it holds and lacks, and that it is right as it is. */
export async function AreaRow({ area, facts, actor, company }: Props) {
  const { name, state, lacks, changed, looked, seen } = area
  const [t, tables] = [await getTranslations("first_steps"), await getTranslations("setup.table")]
  const { own, others } = linksOf(actor, company, name)
  const title = t(`area.${name}`)
  return (
    <Row>
      <Cell className="lead term">
        {own ? (
          <Link className="link" href={own.href}>
            {title}
          </Link>
        ) : (
          title
        )}
        {others.map(({ href, table, label }) => (
          <span key={href} className="hint below">
            <Link className="link" href={href}>
              {label ? t(`link.${label}`, { area: title }) : tables(`${table}.title`)}
            </Link>
          </span>
        ))}
      </Cell>
      <Cell className="mid" label={t("state")}>
        <State name={looked && state !== "lacks" ? "reviewed" : shown[state]}>
          {t(`states.${looked && state !== "lacks" ? "looked" : state}`)}
        </State>
      </Cell>
      <Cell className="mid meaning" label={t("what")}>
        <p>
          <AreaHolds area={name} facts={facts} company={company} />
        </p>
        <Lacks actor={actor} company={company} lacks={lacks} />
        {changed && state === "done" && (
          <p className="hint">{t.rich("changed", { by: changed.by, at: () => <Instant at={changed.at} /> })}</p>
        )}
        {looked && <p className="hint">{t.rich("looked", { by: looked.by, at: () => <Instant at={looked.at} /> })}</p>}
      </Cell>
      <Cell className="mid">
        {(looked || state !== "done") && (
          <Form action={findRight.bind(null, company, name, seen, looked === null)} holdsWork={false}>
            <SubmitButton className="btn" aria-label={t(looked ? "reopenArea" : "settleArea", { area: title })}>
              {t(looked ? "reopen" : "settle")}
            </SubmitButton>
          </Form>
        )}
      </Cell>
    </Row>
  )
}
