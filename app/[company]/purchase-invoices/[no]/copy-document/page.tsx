import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { CopyDocumentView, type CopyProps } from "@/app/[company]/_purchase-documents/copy-view"

export async function generateMetadata({ params }: CopyProps): Promise<Metadata> {
  const t = await getTranslations("purchase_invoices")
  return { title: t("copy.titleOf", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: CopyProps) {
  return <CopyDocumentView kind={purchaseKinds.invoice} {...props} />
}
