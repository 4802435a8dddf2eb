import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import type { Search } from "@/app/_lists/list-address"
import { MergePage } from "@/app/[company]/_merging/merge-page"

type Props = { params: Promise<{ company: string; no: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("merging"))("title.item") }
}

/** Makes a item one with another. */
export default function MergeItemPage(props: Props) {
  return <MergePage noun="item" {...props} />
}
