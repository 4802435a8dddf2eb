import { getTranslations } from "next-intl/server"
import { draftPath, type PurchaseKind } from "@/app/[company]/_document-kinds/draft-kinds"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { TextArea } from "@/components/form/text-area"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { sendPurchaseDocumentBack } from "./actions"

export type SendBackProps = { params: Promise<{ company: string; no: string }> }

/** Asks for the reason before a draft goes back to its requester. */
export async function SendBackView({ kind, params }: SendBackProps & { kind: PurchaseKind }) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith("purchase_invoice.review", slug)
  const { header, requestedByName } = await found(readPurchaseDocument(actor, no, kind))
  const t = await getTranslations("purchase_invoices")
  const path = draftPath(slug, kind.documentType, no)
  return (
    <ClientMessages>
      <Crumbs
        trail={[
          { label: t(`${kind.documentType}.ongoing`), href: `/${slug}/${kind.folder}` },
          { label: no, href: path },
          { label: t("sendBack") },
        ]}
      />
      <PageHead
        title={t(`${kind.documentType}.sendBackTitle`, { no })}
        subject={t("sendBackText", { name: requestedByName, vendor: header.buyFromVendorName })}
      />
      <Form className="form" action={sendPurchaseDocumentBack.bind(null, slug, no)} label={t("sendBack")}>
        <HiddenField name="version" value={header.version} />
        <TextArea name="reason" label={t("reason")} required />
        <div className="actions">
          <SubmitButton pendingLabel={t("sending")}>{t("sendBack")}</SubmitButton>
          <Link className="btn" href={path}>
            {t("cancel")}
          </Link>
        </div>
      </Form>
    </ClientMessages>
  )
}
