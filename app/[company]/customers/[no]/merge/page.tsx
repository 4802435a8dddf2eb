import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import type { Search } from "@/app/_lists/list-address"
import { MergePage } from "@/app/[company]/_merging/merge-page"

type Props = { params: Promise<{ company: string; no: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("merging"))("title.customer") }
}

/** Makes a customer one with another. */
export default function MergeCustomerPage(props: Props) {
  return <MergePage noun="customer" {...props} />
}
