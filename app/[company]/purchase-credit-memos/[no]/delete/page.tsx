import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type DeleteProps, DeletePurchaseDocumentView } from "@/app/[company]/_purchase-documents/delete-view"

export async function generateMetadata({ params }: DeleteProps): Promise<Metadata> {
  const t = await getTranslations("purchase_invoices")
  return { title: t("credit_memo.deleteTitle", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: DeleteProps) {
  return <DeletePurchaseDocumentView kind={purchaseKinds.credit_memo} {...props} />
}
