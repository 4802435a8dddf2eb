import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { PageHead } from "@/components/page-head"
import { OwnAbsences } from "./own-absences"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("absence.title") }
}

/** When who approves is away, and who stands in: a page of its own, as it is nobody else's. */
export default async function AbsencesPage({ params }: Props) {
  const { company: slug } = await params
  const { actor } = await requireActorWith("purchase_invoice.review", slug)
  const t = await getTranslations("settings")
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: `/${slug}/settings` }, { label: t("absence.title") }]} />
      <PageHead title={t("absence.title")} subject={actor.name} />
      <OwnAbsences actor={actor} company={slug} />
    </>
  )
}
