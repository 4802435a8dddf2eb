import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { Age } from "@/components/date"
import { Empty } from "@/components/empty"
import { Mail } from "@/components/icons"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { RowLink } from "@/components/row-link"
import { isMailCaptured, listCapturedMail } from "@/domain/notifications/captured-mail"

type Props = {
  params: Promise<{ company: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const pageLength = 50

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail.captured"))("title") }
}

/** Mail that was kept because no mail server is set; for administrators. */
export default async function CapturedMailPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const { before } = await searchParams
  const cursor = typeof before === "string" ? before : undefined
  const { mails, next } = await listCapturedMail(actor, cursor, pageLength)
  const t = await getTranslations("mail.captured")
  const path = `/${company.slug}/administration/captured-mail`
  return (
    <>
      <PageHead title={t("title")} subject={t(isMailCaptured() ? "text" : "sendingText")} />
      {mails.length === 0 ? (
        <Empty title={t("noneTitle")}>{t("noneText")}</Empty>
      ) : (
        <ul className="rows">
          {mails.map(mail => (
            <li key={mail.id}>
              <Mail className="icon" aria-hidden="true" />
              <RowLink href={`${path}/${mail.id}`}>{mail.subject}</RowLink>
              <span className="hint">
                {mail.to} · <Age at={mail.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <Pager
        previous={cursor ? path : undefined}
        next={next ? `${path}?before=${encodeURIComponent(next)}` : undefined}
      />
    </>
  )
}
