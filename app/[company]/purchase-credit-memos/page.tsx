import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type DraftListProps, PurchaseListView } from "@/app/[company]/_purchase-documents/list-view"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("purchase_invoices"))("credit_memo.ongoing") }
}

export default function Page(props: DraftListProps) {
  return <PurchaseListView kind={purchaseKinds.credit_memo} {...props} />
}
