import { getTranslations } from "next-intl/server"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Notice } from "@/components/notice"
import { SubmitButton } from "@/components/submit-button"
import { type Actor, may } from "@/domain/access/actor"
import { Decimal } from "@/domain/money/decimal"
import type { PurchaseDocumentRow } from "@/domain/purchase-documents/purchase-header"
import { turnDraft } from "./actions"

type Props = { actor: Actor; company: string; header: PurchaseDocumentRow }

/** Of a draft below zero: one button makes it the other type of document, its signs turned. */
export async function TurnNotice({ actor, company, header }: Props) {
  const { documentType, no, version } = header
  if (!new Decimal(header.amountIncludingVat).lt(0) || !may(actor, "purchase_invoice.edit_all")) return null
  const t = await getTranslations("purchase_invoices")
  return (
    <Notice
      tone="warning"
      title={t(`${documentType}.belowZero`)}
      actions={
        <Form action={turnDraft.bind(null, company, no)} label={t(`${documentType}.turn`)} holdsWork={false}>
          <HiddenField name="version" value={version} />
          <SubmitButton className="btn" pendingLabel={t("turning")}>
            {t(`${documentType}.turn`)}
          </SubmitButton>
        </Form>
      }
    >
      {t("turnText")}
    </Notice>
  )
}
