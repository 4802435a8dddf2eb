import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { sendPurchaseInvoiceBack } from "@/app/[company]/purchase-invoices/[no]/actions"
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
import { readPurchaseInvoice } from "@/domain/purchase-invoices/read-purchase-invoice"

type Props = { params: Promise<{ company: string; no: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("purchase_invoices")
  return { title: t("sendBackTitle", { no: decodeURIComponent((await params).no) }) }
}

/** Asks for the reason before a purchase invoice goes back to its requester. */
export default async function SendBackPage({ params }: Props) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith("purchase_invoice.review", slug)
  const { header, requestedByName } = await found(readPurchaseInvoice(actor, no))
  const t = await getTranslations("purchase_invoices")
  const path = `/${slug}/purchase-invoices/${encoded}`
  return (
    <ClientMessages>
      <Crumbs
        trail={[
          { label: t("ongoing"), href: `/${slug}/purchase-invoices` },
          { label: no, href: path },
          { label: t("sendBack") },
        ]}
      />
      <PageHead
        title={t("sendBackTitle", { no })}
        subject={t("sendBackText", { name: requestedByName, vendor: header.buyFromVendorName })}
      />
      <Form className="form" action={sendPurchaseInvoiceBack.bind(null, slug, no)} label={t("sendBack")}>
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
