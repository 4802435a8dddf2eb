import { getTranslations } from "next-intl/server"
import { DeleteQuestion } from "@/app/_document-form/delete-question"
import { draftPath, type PurchaseKind } from "@/app/[company]/_document-kinds/draft-kinds"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { removePurchaseDocument } from "./actions"

export type DeleteProps = { params: Promise<{ company: string; no: string }> }

/** The question before a draft is deleted. */
export async function DeletePurchaseDocumentView({ kind, params }: DeleteProps & { kind: PurchaseKind }) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith(kind.right, slug)
  const { header, amountDecimals } = await found(readPurchaseDocument(actor, no, kind))
  const t = await getTranslations("purchase_invoices")
  return (
    <DeleteQuestion
      namespace="purchase_invoices"
      list={{ label: t(`${kind.documentType}.ongoing`), href: `/${slug}/${kind.folder}` }}
      path={draftPath(slug, kind.documentType, no)}
      title={t(`${kind.documentType}.deleteTitle`, { no })}
      party={{ term: t("vendor"), value: header.buyFromVendorName }}
      header={header}
      amountDecimals={amountDecimals}
      action={removePurchaseDocument.bind(null, slug, no)}
    />
  )
}
