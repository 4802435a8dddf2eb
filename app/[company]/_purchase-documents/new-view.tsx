import { randomUUID } from "node:crypto"
import { getTranslations } from "next-intl/server"
import type { PurchaseKind } from "@/app/[company]/_document-kinds/draft-kinds"
import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { UnknownVendor } from "@/app/[company]/_vendors/unknown-vendor"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { Crumbs } from "@/components/crumbs"
import { NewDocumentForm } from "@/components/document-form/new-document-form"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { may } from "@/domain/access/actor"
import { makePurchaseDocument } from "./actions"

export type NewProps = {
  params: Promise<{ company: string }>
  searchParams: Promise<Record<"vendor" | "posted", string | string[] | undefined>>
}

/** A purchase invoice or credit memo from new. `?vendor=` names the vendor, e.g. after one was registered. */
export async function NewPurchaseDocumentView({ kind, params, searchParams }: NewProps & { kind: PurchaseKind }) {
  const { company: slug } = await params
  const { vendor, posted } = await searchParams
  const { actor } = await requireActorWith("purchase_invoice.edit_all", slug)
  const t = await getTranslations("purchase_invoices")
  const list = `/${slug}/${kind.folder}`
  return (
    <ClientMessages namespaces={["documents", "vendors", "vendor_registrations"]}>
      <Crumbs
        trail={[
          { label: t(`${kind.documentType}.ongoing`), href: list },
          { label: t(`${kind.documentType}.newTitle`) },
        ]}
      />
      <PageHead title={t(`${kind.documentType}.newTitle`)} />
      {typeof posted === "string" && (
        <Notice announce>
          {t.rich("postedBefore", {
            no: posted,
            link: text => (
              <Link className="link" href={postedPath(slug, kind.documentType, posted)}>
                {text}
              </Link>
            ),
          })}
        </Notice>
      )}
      <NewDocumentForm
        action={makePurchaseDocument.bind(null, slug, kind.documentType)}
        formId={randomUUID()}
        party={{
          field: "buyFromVendorNo",
          lookup: `/api/${slug}/lookup/vendors`,
          register: may(actor, "master_data.edit") ? { intent: "open_new_vendor" } : undefined,
          value: typeof vendor === "string" ? vendor : "",
        }}
        reference="vendorInvoiceNo"
        names={kind.names}
        check={`/api/${slug}/lookup/vendor-invoice-no?type=${kind.documentType}`}
        cancel={list}
        besideParty={<UnknownVendor />}
      />
    </ClientMessages>
  )
}
