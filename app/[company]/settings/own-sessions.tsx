import { getTranslations } from "next-intl/server"
import { sessionId } from "@/app/session"
import { Age, Instant } from "@/components/date"
import { deviceWords } from "@/components/device-words"
import { Form } from "@/components/form/form"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { listOwnSessions } from "@/domain/users/own-sessions"
import { endSessionsOfOwn, signOutEverywhere } from "./actions"

/** Where the reader is signed in, each to be ended. */
export async function OwnSessions({ userId }: { userId: number }) {
  const sessions = await listOwnSessions(userId, (await sessionId()) ?? "")
  const [t, common] = await Promise.all([getTranslations("settings"), getTranslations("common.device")])
  return (
    <>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("device")}</Column>
            <Column>{t("signedIn")}</Column>
            <Column>{t("lastUsed")}</Column>
            <Column>
              <span className="hidden">{t("endSession")}</span>
            </Column>
          </Row>
        </TableHead>
        <TableBody>
          {sessions.map(({ id, device, createdAt, lastSeenAt, isThis }) => (
            <Row key={id}>
              <Cell className="lead">
                {deviceWords(device, common)}
                {isThis && <span className="hint below">{t("thisSession")}</span>}
              </Cell>
              <Cell className="mid" label={t("signedIn")}>
                <Instant at={createdAt} />
              </Cell>
              <Cell className="mid" label={t("lastUsed")}>
                <Age at={lastSeenAt} />
              </Cell>
              <Cell className="amount">
                {!isThis && (
                  <Form action={endSessionsOfOwn.bind(null, id)} holdsWork={false}>
                    <SubmitButton
                      className="btn"
                      aria-label={t("endSessionOf", { device: deviceWords(device, common) })}
                    >
                      {t("endSession")}
                    </SubmitButton>
                  </Form>
                )}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      {sessions.length > 1 && (
        <Form action={endSessionsOfOwn.bind(null, null)} className="form" holdsWork={false}>
          <div className="actions">
            <SubmitButton className="btn">{t("endOtherSessions")}</SubmitButton>
          </div>
        </Form>
      )}
      <Form action={signOutEverywhere} className="form">
        <p className="hint">{t("sessionsHint")}</p>
        <div className="actions">
          <SubmitButton className="btn danger">{t("signOutEverywhere")}</SubmitButton>
        </div>
      </Form>
    </>
  )
}
