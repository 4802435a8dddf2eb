import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type PreviewPostingProps, PreviewPostingView } from "@/app/[company]/_purchase-documents/preview-posting-view"

export async function generateMetadata({ params }: PreviewPostingProps): Promise<Metadata> {
  const t = await getTranslations("posting")
  return { title: t("previewOf", { no: decodeURIComponent((await params).no) }) }
}

export default function Page(props: PreviewPostingProps) {
  return <PreviewPostingView kind={purchaseKinds.credit_memo} {...props} />
}
