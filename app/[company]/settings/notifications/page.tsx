import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActor } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { SelectField } from "@/components/form/select-field"
import { VersionField } from "@/components/form/version-field"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { toldWays } from "@/domain/history/told-kinds"
import { readOwnNotificationSettings } from "@/domain/notifications/own-settings"
import { saveNotificationSettings } from "./actions"
import { OwnBrowsers } from "./own-browsers"
import { PushCell } from "./push-cell"
import { WayCell } from "./way-cell"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("notifications.title") }
}

const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** What the reader is told of in the company, a row a kind, and how. */
export default async function NotificationSettingsPage({ params }: Props) {
  const { company: slug } = await params
  const { actor, company } = await requireActor(slug)
  const { kinds, digestHour, version } = await readOwnNotificationSettings(actor)
  const [t, told] = await Promise.all([getTranslations("settings"), getTranslations("notifications")])
  const ways = toldWays.map(way => ({ way, label: told(`way.${way}`) }))
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: `/${slug}/settings` }, { label: t("notifications.title") }]} />
      <PageHead title={t("notifications.title")} subject={actor.name} />
      <p className="soft read">{t("notifications.text", { company: company.name })}</p>
      <p className="soft read">{t("notifications.always")}</p>
      <Form action={saveNotificationSettings.bind(null, slug)}>
        <DoneNotice>{t("notifications.saved")}</DoneNotice>
        <VersionField value={version} />
        <Table className="table stack ways">
          <TableHead>
            <Row>
              <Column>{t("notifications.what")}</Column>
              {ways.map(({ way, label }) => (
                <Column key={way}>{label}</Column>
              ))}
              <Column>{told("push")}</Column>
            </Row>
          </TableHead>
          <TableBody>
            {kinds.map(kind => (
              <Row key={kind.name}>
                <Cell className="lead">{told(`kind.${kind.name}`)}</Cell>
                {ways.map(({ way, label }) => (
                  <Cell key={way} className="way">
                    <WayCell
                      name={`way.${kind.name}`}
                      value={way}
                      chosen={kind.way}
                      label={label}
                      of={told(`kind.${kind.name}`)}
                    />
                  </Cell>
                ))}
                <Cell className="way">
                  <PushCell
                    name={`push.${kind.name}`}
                    chosen={kind.pushed}
                    label={told("push")}
                    of={told(`kind.${kind.name}`)}
                  />
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
        <div className="form">
          <SelectField
            name="digestHour"
            label={t("notifications.hour")}
            hint={t("notifications.hourHint", { company: company.name })}
            options={hours.map(hour => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` }))}
            defaultValue={String(digestHour)}
          />
          <div className="actions">
            <SubmitButton pendingLabel={t("saving")}>{t("save")}</SubmitButton>
          </div>
        </div>
      </Form>
      <OwnBrowsers userId={actor.userId} />
    </>
  )
}
