import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type DraftStatisticsProps, DraftStatisticsView } from "@/app/[company]/_purchase-documents/statistics-view"

export async function generateMetadata({ params }: DraftStatisticsProps): Promise<Metadata> {
  const t = await getTranslations("statistics")
  return { title: t("of", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: DraftStatisticsProps) {
  return <DraftStatisticsView kind={purchaseKinds.credit_memo} {...props} />
}
