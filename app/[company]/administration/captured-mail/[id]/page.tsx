import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { Facts } from "@/components/facts"
import { PageHead } from "@/components/page-head"
import { readCapturedMail } from "@/domain/notifications/captured-mail"

type Props = { params: Promise<{ company: string; id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail.captured"))("title") }
}

/** One captured mail as plain text; for administrators. */
export default async function CapturedMailPage({ params }: Props) {
  const { company: slug, id } = await params
  const { actor, company } = await requireActorWith("company.administer", slug)
  const mail = await found(readCapturedMail(actor, id))
  const t = await getTranslations("mail.captured")
  const list = `/${company.slug}/administration/captured-mail`
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: list }, { label: mail.subject }]} />
      <PageHead title={mail.subject} />
      <Facts
        facts={[
          { term: t("to"), value: mail.to },
          { term: t("sentAt"), value: <Instant at={mail.at} /> },
          { term: t("messageId"), value: mail.messageId },
        ]}
      />
      <p className="letter">{withLinks(mail.text)}</p>
    </>
  )
}

/** The text with its addresses as links. */
function withLinks(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={part} className="link" href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}
