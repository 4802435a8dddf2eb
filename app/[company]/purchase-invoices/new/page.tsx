import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type NewProps, NewPurchaseDocumentView } from "@/app/[company]/_purchase-documents/new-view"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("purchase_invoices"))("invoice.newTitle") }
}

export default function Page(props: NewProps) {
  return <NewPurchaseDocumentView kind={purchaseKinds.invoice} {...props} />
}
