import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { postedKinds } from "@/app/[company]/_document-kinds/posted-kinds"
import { PostedStatisticsView, type StatisticsProps } from "@/app/[company]/_posted-purchase-documents/statistics-view"

export async function generateMetadata({ params }: StatisticsProps): Promise<Metadata> {
  const t = await getTranslations("statistics")
  return { title: t("of", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: StatisticsProps) {
  return <PostedStatisticsView kind={postedKinds.invoice} {...props} />
}
