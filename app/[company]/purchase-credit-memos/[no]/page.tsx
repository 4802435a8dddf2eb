import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type DraftProps, PurchaseDocumentView } from "@/app/[company]/_purchase-documents/document-view"

export async function generateMetadata({ params }: DraftProps): Promise<Metadata> {
  const t = await getTranslations("purchase_invoices")
  return { title: t("credit_memo.titleOf", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: DraftProps) {
  return <PurchaseDocumentView kind={purchaseKinds.credit_memo} {...props} />
}
