import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { postedKinds } from "@/app/[company]/_document-kinds/posted-kinds"
import { type EntriesProps, FindEntriesView } from "@/app/[company]/_posted-purchase-documents/entries-view"

export async function generateMetadata({ params }: EntriesProps): Promise<Metadata> {
  const t = await getTranslations("posted_purchase_invoices")
  return { title: t("entriesOf", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: EntriesProps) {
  return <FindEntriesView kind={postedKinds.invoice} {...props} />
}
