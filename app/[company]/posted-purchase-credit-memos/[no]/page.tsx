import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { postedKinds } from "@/app/[company]/_document-kinds/posted-kinds"
import { type DocumentProps, PostedDocumentView } from "@/app/[company]/_posted-purchase-documents/document-view"

export async function generateMetadata({ params }: DocumentProps): Promise<Metadata> {
  const t = await getTranslations("posted_purchase_invoices")
  return { title: t("credit_memo.titleOf", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: DocumentProps) {
  return <PostedDocumentView kind={postedKinds.credit_memo} {...props} />
}
