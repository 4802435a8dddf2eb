import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type SplitProps, SplitView } from "@/app/[company]/_purchase-documents/split-view"

export async function generateMetadata({ params }: SplitProps): Promise<Metadata> {
  const t = await getTranslations("purchase_invoices")
  return { title: t("split.titleOf", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: SplitProps) {
  return <SplitView kind={purchaseKinds.invoice} {...props} />
}
