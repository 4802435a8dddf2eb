import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { correctPosted } from "@/app/[company]/posted-purchase-invoices/[no]/actions"
import {
  CancellationPage,
  type CancellationProps,
} from "@/app/[company]/posted-purchase-invoices/[no]/cancellation-page"

export async function generateMetadata({ params }: CancellationProps): Promise<Metadata> {
  const t = await getTranslations("posted_purchase_invoices")
  return { title: t("correctTitle", { no: decodeURIComponent((await params).no) }) }
}

export default function CorrectPage({ params }: CancellationProps) {
  return (
    <CancellationPage
      params={params}
      deed="correct"
      actionFor={(company, no) => correctPosted.bind(null, company, no)}
    />
  )
}
