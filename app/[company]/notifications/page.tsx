import type { Metadata } from "next"
import { useTranslations } from "next-intl"
import { getTranslations } from "next-intl/server"
import { requireActor } from "@/app/actor"
import { Age } from "@/components/date"
import { Empty } from "@/components/empty"
import { useEventSentence } from "@/components/event-sentence"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Bell } from "@/components/icons"
import { Link } from "@/components/link"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { SubmitButton } from "@/components/submit-button"
import { countUnread, listNotifications, type Notification } from "@/domain/notifications/notifications"
import { readAll, readOne } from "./actions"

type Props = {
  params: Promise<{ company: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const pageLength = 30

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notifications"))("title") }
}

/** What the reader was told, the latest first. */
export default async function NotificationsPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActor((await params).company)
  const { before } = await searchParams
  const cursor = typeof before === "string" && /^\d{1,15}$/.test(before) ? Number(before) : undefined
  const [list, unread] = await Promise.all([
    listNotifications(actor, { before: cursor, limit: pageLength }),
    countUnread(actor),
  ])
  const t = await getTranslations("notifications")
  const path = `/${company.slug}/notifications`
  const latest = list.notifications[0]
  return (
    <>
      <PageHead
        title={t("title")}
        hint={t("unread", { count: unread })}
        actions={
          <>
            {unread > 0 && latest && (
              <Form action={readAll.bind(null, company.slug)}>
                <HiddenField name="upTo" value={latest.eventId} />
                <SubmitButton className="btn">{t("markAllRead")}</SubmitButton>
              </Form>
            )}
            <Link className="btn" href={`/${company.slug}/settings/notifications`}>
              {t("choose")}
            </Link>
          </>
        }
      />
      <Live company={company.slug} topics={[{ type: "notifications" }]} />
      {latest ? (
        <ul className="rows">
          {list.notifications.map(told => (
            <Told key={told.eventId} told={told} company={company.slug} />
          ))}
        </ul>
      ) : (
        <Empty title={t("empty")}>{t("emptyText")}</Empty>
      )}
      <Pager previous={cursor ? path : undefined} next={list.next ? `${path}?before=${list.next}` : undefined} />
    </>
  )
}

function Told({ told, company }: { told: Notification; company: string }) {
  const t = useTranslations("notifications")
  const sentence = useEventSentence()(told)
  return (
    <li>
      {told.read ? (
        <Bell className="icon soft" aria-hidden="true" />
      ) : (
        <span className="icon unread-dot" aria-hidden="true" />
      )}
      <span>
        {!told.read && <span className="hidden">{t("new")}: </span>}
        {/* Not a Link: it would be fetched ahead, and opening it marks it as read. */}
        <a className="link row-link" href={`/${company}/notifications/${told.eventId}`}>
          {sentence}
        </a>
      </span>
      <span className="hint">
        <Age at={told.at} />
      </span>
      {!told.read && (
        <div className="actions">
          <Form action={readOne.bind(null, company, told.eventId)}>
            <SubmitButton className="btn" aria-label={`${t("markRead")}: ${sentence}`}>
              {t("markRead")}
            </SubmitButton>
          </Form>
        </div>
      )}
    </li>
  )
}
