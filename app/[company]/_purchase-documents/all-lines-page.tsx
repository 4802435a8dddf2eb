import { getTranslations } from "next-intl/server"
import { AllLines } from "@/app/_document-form/all-lines-view"
import { lineColumns } from "@/app/_document-form/line-columns"
import { AlreadyPosted } from "@/app/_posting/already-posted"
import { draftPath, type PurchaseKind } from "@/app/[company]/_document-kinds/draft-kinds"
import { requireActorWith } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { PageHead } from "@/components/page-head"
import { readPurchaseLines } from "@/domain/purchase-documents/preview-purchase-edit"
import { purchaseDefinition } from "@/domain/purchase-documents/purchase-header"
import { draftOrPosted } from "./draft-or-posted"

export type AllLinesProps = { params: Promise<{ company: string; no: string }> }

/** All lines of a draft in one table. */
export async function AllPurchaseLines({ kind, params }: AllLinesProps & { kind: PurchaseKind }) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { documentType } = kind
  const { actor } = await requireActorWith(kind.right, slug)
  const read = await draftOrPosted(actor, no, documentType, readPurchaseLines(actor, no, documentType))
  const [t, documents] = await Promise.all([getTranslations("purchase_invoices"), getTranslations("documents")])
  const ongoing = { label: t(`${documentType}.ongoing`), href: `/${slug}/${kind.folder}` }
  if (read.posted) {
    return <AlreadyPosted actor={actor} slug={slug} draftNo={no} list={ongoing} posted={read.posted} />
  }
  const { draft } = read
  const columns = lineColumns(purchaseDefinition, {
    accounts: true,
    hasInvoiceDiscount: draft.header.invoiceDiscountCalculation !== "none",
  })
  return (
    <>
      <Crumbs
        trail={[ongoing, { label: no, href: draftPath(slug, documentType, no) }, { label: documents("allLines") }]}
      />
      <PageHead
        title={documents("allLinesOf", { no })}
        subject={documents("linesAsSaved", { count: draft.lines.length })}
      />
      <AllLines actor={actor} definition={purchaseDefinition} draft={draft} columns={columns} />
    </>
  )
}
