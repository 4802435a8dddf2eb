import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { CardForm } from "@/app/[company]/_records/card-form"
import { makeItem } from "@/app/[company]/items/actions"
import { requireActorWith } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { PageHead } from "@/components/page-head"
import { readNewItem } from "@/domain/items/read-item"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("items"))("new") }
}

/** The form for a new item. */
export default async function NewItemPage({ params }: Props) {
  const { actor, company } = await requireActorWith("master_data.edit", (await params).company)
  const read = await readNewItem(actor)
  const t = await getTranslations("items")
  const path = `/${company.slug}/items`
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: t("new") }]} />
      <PageHead title={t("new")} subject={t("number")} />
      <CardForm
        read={read}
        action={makeItem.bind(null, company.slug)}
        label={t("new")}
        back={path}
        saves={{ label: t("create"), pending: t("creating") }}
      />
    </>
  )
}
