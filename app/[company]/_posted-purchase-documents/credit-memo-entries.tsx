import { getTranslations } from "next-intl/server"
import { Applied } from "@/app/[company]/_payments/applied"
import { ApplyRest } from "@/app/[company]/_payments/apply-rest"
import { payAddress } from "@/app/[company]/_payments/pay-address"
import { ClientMessages } from "@/app/client-messages"
import { FocusWhenLost } from "@/components/focus-when-lost"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { type Actor, may } from "@/domain/access/actor"
import { Decimal } from "@/domain/money/decimal"
import { readSettlement } from "@/domain/payments/read-settlement"
import type { PostedHeader } from "@/domain/posted-purchase-documents/read-posted-purchase-document"

type Props = {
  actor: Actor
  header: Pick<PostedHeader, "transactionNo" | "currencyCode" | "correctsNo">
  slug: string
  /** The page that it stands on, to come back to. */
  page: string
}

/** What a credit memo is applied to, and the form that applies the rest; one that cancels an invoice stays with it. */
export async function CreditMemoEntries({ actor, header, slug, page }: Props) {
  const settlement = await readSettlement(actor, header.transactionNo)
  const t = await getTranslations("payments")
  const { applied, applicable, amountDecimals } = settlement
  const mayApply = may(actor, "purchase_invoice.post") && header.correctsNo === null
  const isOpen = !new Decimal(settlement.remaining).isZero()
  const refund = mayApply && isOpen && (
    <Link className="link" href={payAddress(slug, { entryNo: header.transactionNo }, page)}>
      {t("registerRefund")}
    </Link>
  )
  const mayApplyRest = mayApply && isOpen && applicable.length > 0
  return (
    <ClientMessages namespaces={["payments"]}>
      <Section title={t("appliedEntries")} aside={!mayApplyRest && refund}>
        <FocusWhenLost answer={applied.length}>
          {applied.length === 0 ? (
            <p className="hint">{t("appliedToNothing")}</p>
          ) : (
            <Applied
              applied={applied}
              entryNo={header.transactionNo}
              decimals={amountDecimals}
              slug={slug}
              mayUnapply={mayApply}
            />
          )}
        </FocusWhenLost>
      </Section>
      {mayApplyRest && (
        <Section title={t("applyEntries")} aside={refund}>
          <ApplyRest
            settlement={settlement}
            entry={header}
            memo={{ entry: settlement.entry, graceDays: settlement.graceDays }}
            slug={slug}
            language={actor.language}
          />
        </Section>
      )}
    </ClientMessages>
  )
}
