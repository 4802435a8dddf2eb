import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { type DeleteProps, DeletePurchaseDocumentView } from "@/app/[company]/_purchase-documents/delete-view"
import { purchaseKinds } from "@/app/[company]/_purchase-documents/kinds"

export async function generateMetadata({ params }: DeleteProps): Promise<Metadata> {
  const t = await getTranslations("purchase_invoices")
  return { title: t("credit_memo.deleteTitle", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: DeleteProps) {
  return <DeletePurchaseDocumentView kind={purchaseKinds.credit_memo} {...props} />
}
