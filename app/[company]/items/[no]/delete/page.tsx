import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { DeleteCard } from "@/app/[company]/_records/delete-card"
import { removeItem } from "@/app/[company]/items/actions"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { readItem } from "@/domain/items/read-item"

type Props = { params: Promise<{ company: string; no: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("items"))("delete") }
}

/** The question before a item is deleted. */
export default async function DeleteItemPage({ params }: Props) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith("master_data.edit", slug)
  const read = await found(readItem(actor, no))
  return (
    <DeleteCard
      noun="items"
      company={slug}
      no={no}
      name={read.values.description!}
      goes={read.priceCount}
      action={removeItem.bind(null, slug, no)}
    />
  )
}
