import { getTranslations } from "next-intl/server"
import { Count } from "@/components/amount"
import { Instant } from "@/components/date"
import { Form } from "@/components/form/form"
import { State } from "@/components/state"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { ShownDelivery } from "@/domain/webhooks/delivery-log"
import { resend } from "../actions"

const shapes = { queued: "queued", sent: "finished", failed: "failed" } as const

/** What a webhook was told: with what came of it, and to be sent once more. */
export async function DeliveryTable({
  deliveries,
  company,
}: {
  deliveries: readonly ShownDelivery[]
  company: string
}) {
  const t = await getTranslations("webhooks")
  if (deliveries.length === 0) return <p className="soft">{t("nothingSent")}</p>
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("event")}</Column>
          <Column>{t("when")}</Column>
          <Column>{t("state")}</Column>
          <Column className="num">{t("attempts")}</Column>
          <Column>{t("answer")}</Column>
          <Column>
            <span className="hidden">{t("again")}</span>
          </Column>
        </Row>
      </TableHead>
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
              {each.state !== "queued" && (
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
