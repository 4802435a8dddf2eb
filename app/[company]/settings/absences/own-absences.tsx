import { getLocale, getTranslations } from "next-intl/server"
import { RecordControl } from "@/app/[company]/_records/record-control"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { Actor } from "@/domain/access/actor"
import { listOwnAbsences } from "@/domain/setup/own-absences"
import { approvalSubstitutesDefinition as definition } from "@/domain/setup/tables/approval-substitutes"
import { formatDate } from "@/language/date-format"
import { removeAbsence, saveAbsence } from "./actions"

const asked = ["startingDate", "endingDate", "substituteId", "reason", "cap"]

/** When the reader is away and who approves meanwhile, each to be taken back, and the form for another time. */
export async function OwnAbsences({ actor, company }: { actor: Actor; company: string }) {
  const { absences, colleagues } = await listOwnAbsences(actor)
  const [t, field, language] = [
    await getTranslations("settings.absence"),
    await getTranslations("setup.field"),
    await getLocale(),
  ]
  const fields = asked.map(name => definition.fields.find(each => each.name === name)!)
  return (
    <>
      <p className="soft">{t("text")}</p>
      {absences.length > 0 && (
        <Table>
          <TableHead>
            <Row>
              <Column>{t("when")}</Column>
              <Column>{field("substituteId")}</Column>
              <Column>{field("reason")}</Column>
              <Column>
                <span className="hidden">{t("remove")}</span>
              </Column>
            </Row>
          </TableHead>
          <TableBody>
            {absences.map(({ startingDate, endingDate, sequence, substituteName, reason }) => {
              const when = t("period", {
                from: formatDate(startingDate, language),
                to: formatDate(endingDate, language),
              })
              return (
                <Row key={`${startingDate} ${sequence}`}>
                  <Cell className="lead">{when}</Cell>
                  <Cell className="mid" label={field("substituteId")}>
                    {substituteName}
                  </Cell>
                  <Cell className="mid" label={reason && field("reason")}>
                    {reason}
                  </Cell>
                  <Cell className="amount">
                    <Form action={removeAbsence.bind(null, company, startingDate, String(sequence))} holdsWork={false}>
                      <SubmitButton
                        className="btn danger"
                        aria-label={t("removeNamed", { when, name: substituteName })}
                      >
                        {t("remove")}
                      </SubmitButton>
                    </Form>
                  </Cell>
                </Row>
              )
            })}
          </TableBody>
        </Table>
      )}
      <Form action={saveAbsence.bind(null, company)} className="form" label={t("title")} clearWhenDone>
        <DoneNotice>{t("saved")}</DoneNotice>
        {fields.map(each => (
          <RecordControl
            key={each.name}
            definition={definition}
            field={each}
            value=""
            choices={each.name === "substituteId" ? colleagues : []}
          />
        ))}
        <div className="actions">
          <SubmitButton className="btn" pendingLabel={t("saving")}>
            {t("save")}
          </SubmitButton>
        </div>
      </Form>
    </>
  )
}
