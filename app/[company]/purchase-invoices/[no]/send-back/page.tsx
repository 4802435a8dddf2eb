import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type SendBackProps, SendBackView } from "@/app/[company]/_purchase-documents/send-back-view"

export async function generateMetadata({ params }: SendBackProps): Promise<Metadata> {
  const t = await getTranslations("purchase_invoices")
  return { title: t("invoice.sendBackTitle", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: SendBackProps) {
  return <SendBackView kind={purchaseKinds.invoice} {...props} />
}
