import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { RenumberPage } from "@/app/[company]/_merging/renumber-page"

type Props = { params: Promise<{ company: string; no: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("merging.number"))("title") }
}

/** Gives an item another number. */
export default function RenumberItemPage(props: Props) {
  return <RenumberPage noun="item" {...props} />
}
