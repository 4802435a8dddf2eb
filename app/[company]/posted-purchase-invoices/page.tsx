import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { postedKinds } from "@/app/[company]/_document-kinds/posted-kinds"
import { type ListProps, PostedListView } from "@/app/[company]/_posted-purchase-documents/list-view"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("posted_purchase_invoices"))("invoice.list") }
}

export default function Page(props: ListProps) {
  return <PostedListView kind={postedKinds.invoice} {...props} />
}
