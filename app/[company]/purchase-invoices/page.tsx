import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type DraftListProps, PurchaseListView } from "@/app/[company]/_purchase-documents/list-view"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("purchase_invoices"))("invoice.ongoing") }
}

export default function Page(props: DraftListProps) {
  return <PurchaseListView kind={purchaseKinds.invoice} {...props} />
}
