import { getTranslations } from "next-intl/server"
import { Count } from "@/components/amount"
import { Instant } from "@/components/date"
import { Form } from "@/components/form/form"
import { State } from "@/components/state"
import { SubmitButton } from "@/components/submit-button"
import { Cell, ColumnHeads, Row, Table, TableBody } from "@/components/table"
import type { ShownDelivery } from "@/domain/webhooks/delivery-log"
import { resend } from "../actions"

const shapes = { queued: "queued", sent: "finished", failed: "failed" } as const

/** What a webhook was told: with what came of it, and to be sent once more. */
export async function DeliveryTable({
  deliveries,
  company,
  isOff,
}: {
  deliveries: readonly ShownDelivery[]
  company: string
  /** Nothing is sent again to a webhook that is switched off. */
  isOff: boolean
}) {
  const t = await getTranslations("webhooks")
  if (deliveries.length === 0) return <p className="soft">{t("nothingSent")}</p>
  return (
    <Table>
      <ColumnHeads
        columns={[
          { label: t("event") },
          { label: t("when") },
          { label: t("state") },
          { label: t("attempts"), over: "figures" },
          { label: t("answer") },
          { label: t("again"), over: "buttons" },
        ]}
      />
      <TableBody>
        {deliveries.map(each => (
          <Row key={each.no}>
            <Cell className="lead">
              <code className="no">{each.kind}</code>
              <span className="hint below">{each.subjectNo}</span>
            </Cell>
            <Cell className="mid" label={t("when")}>
              <Instant at={each.at} />
            </Cell>
            <Cell className="mid" label={t("state")}>
              <State name={shapes[each.state]}>{t(`states.${each.state}`)}</State>
              {each.state === "queued" && each.attempts > 0 && (
                <span className="hint below">
                  {t("next")} <Instant at={each.dueAt} />
                </span>
              )}
            </Cell>
            <Cell className="mid num" label={t("attempts")}>
              <Count value={each.attempts} />
            </Cell>
            <Cell className="mid" label={t("answer")}>
              {each.answer ?? (each.problem === "" ? "–" : t(`problems.${each.problem}`))}
            </Cell>
            <Cell className="amount">
              {each.state !== "queued" && !isOff && (
                <Form action={resend.bind(null, company, each.no)} holdsWork={false}>
                  <SubmitButton className="btn" aria-label={t("againNamed", { kind: each.kind, no: each.subjectNo })}>
                    {t("again")}
                  </SubmitButton>
                </Form>
              )}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
