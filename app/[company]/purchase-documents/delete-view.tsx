import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Amount } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { readPurchaseInvoice } from "@/domain/purchase-invoices/read-purchase-invoice"
import { removePurchaseInvoice } from "./actions"
import { draftPath, type PurchaseKind } from "./kinds"

export type DeleteProps = { params: Promise<{ company: string; no: string }> }

/** The question before a draft is deleted. */
export async function DeletePurchaseDocumentView({ kind, params }: DeleteProps & { kind: PurchaseKind }) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith(kind.right, slug)
  const { header, amountDecimals } = await found(readPurchaseInvoice(actor, no, kind))
  const t = await getTranslations("purchase_invoices")
  const path = draftPath(slug, kind.documentType, no)
  return (
    <ClientMessages>
      <Crumbs
        trail={[
          { label: t(`${kind.documentType}.ongoing`), href: `/${slug}/${kind.folder}` },
          { label: no, href: path },
          { label: t("delete") },
        ]}
      />
      <PageHead title={t(`${kind.documentType}.deleteTitle`, { no })} subject={t("deleteText")} />
      <Facts
        facts={[
          { term: t("vendor"), value: header.buyFromVendorName },
          { term: t("lines"), value: header.lineCount },
          {
            term: t("totalExclVat"),
            value: <Amount value={header.amount} decimals={amountDecimals} currency={header.currencyCode} />,
          },
        ]}
      />
      <Form action={removePurchaseInvoice.bind(null, slug, no)} label={t("delete")}>
        <HiddenField name="version" value={header.version} />
        <div className="actions">
          <SubmitButton className="btn danger" pendingLabel={t("deleting")}>
            {t("delete")}
          </SubmitButton>
          <Link className="btn" href={path}>
            {t("cancel")}
          </Link>
        </div>
      </Form>
    </ClientMessages>
  )
}
