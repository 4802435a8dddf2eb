import { getTranslations } from "next-intl/server"
import { sessionId } from "@/app/session"
import { Age, Instant } from "@/components/date"
import { deviceWords } from "@/components/device-words"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { listOwnBrowsers } from "@/domain/push/own-browsers"
import { vapidKeys } from "@/domain/push/vapid"
import { turnOff, turnOn } from "./actions"
import { PushButton } from "./push-button"

/** The browsers that tell the reader by push, and whether this one does. */
export async function OwnBrowsers({ userId }: { userId: number }) {
  const browsers = await listOwnBrowsers(userId, (await sessionId()) ?? "")
  const [t, common] = await Promise.all([getTranslations("settings.push"), getTranslations("common.device")])
  const texts = {
    on: t("on"),
    turnOn: t("turnOn"),
    waiting: t("waiting"),
    off: t("off"),
    unsupported: t("unsupported"),
    denied: t("denied"),
    failed: t("failed"),
  }
  return (
    <Section title={t("title")}>
      <p className="soft read">{t("text")}</p>
      <Form action={turnOn} className="form" holdsWork={false} label={t("title")}>
        <DoneNotice>{t("turnedOn")}</DoneNotice>
        <PushButton
          publicKey={vapidKeys().publicKey}
          mark={browsers.find(({ isThis }) => isThis)?.mark}
          texts={texts}
        />
        <noscript>
          <p className="hint">{t("noScript")}</p>
        </noscript>
      </Form>
      {browsers.length > 0 && (
        <Table className="table stack browsers">
          <TableHead>
            <Row>
              <Column>{t("browser")}</Column>
              <Column>{t("since")}</Column>
              <Column>{t("lastTold")}</Column>
              <Column>
                <span className="hidden">{t("turnOff")}</span>
              </Column>
            </Row>
          </TableHead>
          <TableBody>
            {browsers.map(({ id, device, createdAt, lastSentAt, isThis }) => (
              <Row key={id}>
                <Cell className="lead">
                  {deviceWords(device, common)}
                  {isThis && <span className="hint below">{t("this")}</span>}
                </Cell>
                <Cell className="mid" label={t("since")}>
                  <Instant at={createdAt} />
                </Cell>
                <Cell className="mid" label={t("lastTold")}>
                  {lastSentAt ? <Age at={lastSentAt} /> : t("never")}
                </Cell>
                <Cell className="amount">
                  <Form action={turnOff.bind(null, id)} holdsWork={false}>
                    <SubmitButton className="btn" aria-label={t("turnOffIn", { device: deviceWords(device, common) })}>
                      {t("turnOff")}
                    </SubmitButton>
                  </Form>
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  )
}
