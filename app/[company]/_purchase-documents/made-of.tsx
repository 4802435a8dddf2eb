import { getTranslations } from "next-intl/server"
import type { Search } from "@/app/_lists/list-address"
import { ArrivalNotice } from "@/components/arrival-notice"
import type { PurchaseDocumentPage } from "@/domain/purchase-documents/read-purchase-document"

/** Upon arrival at a draft that was just turned or split off from another: from which, where the history says so too. */
export async function MadeOf({ page, search }: { page: PurchaseDocumentPage; search: Search }) {
  const { turned, "split-of": splitOf } = search
  const from = turned ?? splitOf
  if (from === undefined || !page.history.some(({ data }) => data.fromNo === from)) return null
  const { no, documentType } = page.header
  const t = await getTranslations("purchase_invoices")
  const params = { no, from: String(from) }
  return (
    <ArrivalNotice>
      {turned === undefined ? t("split.done", params) : t(`${documentType}.turned`, params)}
    </ArrivalNotice>
  )
}
