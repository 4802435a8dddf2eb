import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type AllLinesProps, AllPurchaseLines } from "@/app/[company]/_purchase-documents/all-lines-page"

export async function generateMetadata({ params }: AllLinesProps): Promise<Metadata> {
  const t = await getTranslations("documents")
  return { title: t("allLinesOf", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: AllLinesProps) {
  return <AllPurchaseLines kind={purchaseKinds.credit_memo} {...props} />
}
