import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import type { Search } from "@/app/_lists/list-address"
import { transactionAddress } from "@/app/[company]/_books/addresses"
import { Applied } from "@/app/[company]/_payments/applied"
import { ApplyRest } from "@/app/[company]/_payments/apply-rest"
import { payAddress } from "@/app/[company]/_payments/pay-address"
import { RegisteredNotice } from "@/app/[company]/_payments/registered-notice"
import { PaymentState } from "@/app/[company]/payments/payment-state"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Amount } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { CalendarDate } from "@/components/date"
import { EventLog } from "@/components/event-log"
import { Facts } from "@/components/facts"
import { FocusWhenLost } from "@/components/focus-when-lost"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { may } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { Decimal } from "@/domain/money/decimal"
import { type PaymentRead, readPayment } from "@/domain/payments/read-payment"
import { formatDate } from "@/language/date-format"

type Props = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<Search>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("payments")
  return { title: t("titleOf", { no: decodeURIComponent((await params).no) }) }
}

/** A payment: what it settles, what of it is on account, and whether it was reversed. */
export default async function PaymentPage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const { actor } = await requireActorWith("books.see", slug)
  const no = decodeURIComponent(encoded)
  const payment = await found(readPayment(actor, no))
  const t = await getTranslations("payments")
  const path = `/${slug}/payments`
  const mayPay = may(actor, "purchase_invoice.post") && payment.reversal === null
  const isOnAccount = !new Decimal(payment.remaining).isZero()
  const isRefund = payment.entry.documentType === "refund"
  const state = payment.reversal ? "reversed" : isOnAccount ? "open" : "settled"
  return (
    <ClientMessages namespaces={["payments"]}>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: no }]} />
      <PageHead
        title={t(isRefund ? "refundOf" : "titleOf", { no })}
        state={<PaymentState state={state} />}
        subject={payment.vendorName}
        actions={
          mayPay && (
            <>
              {isOnAccount && !isRefund && (
                <Link
                  className="btn"
                  href={payAddress(slug, { entryNo: payment.entry.transactionNo }, `${path}/${encoded}`)}
                >
                  {t("registerRefund")}
                </Link>
              )}
              <Link className="btn" href={`${path}/${encoded}/reverse`}>
                {t("reverse")}
              </Link>
            </>
          )
        }
      />
      <RegisteredNotice actor={actor} slug={slug} search={await searchParams} shown={no} />
      {payment.reversal && (
        <Notice tone="warning">
          {t("reversedBy", {
            by: payment.reversal.by,
            date: formatDate(payment.reversal.postingDate, actor.language),
            reason: payment.reversal.reason,
          })}
        </Notice>
      )}
      <PaymentFacts payment={payment} slug={slug} />
      <Section title={t("appliedEntries")}>
        <FocusWhenLost answer={payment.applied.length}>
          {payment.applied.length === 0 ? (
            <p className="hint">{t("appliedToNothing")}</p>
          ) : (
            <Applied
              applied={payment.applied}
              entryNo={payment.entry.transactionNo}
              decimals={payment.amountDecimals}
              slug={slug}
              mayUnapply={mayPay}
            />
          )}
        </FocusWhenLost>
      </Section>
      {mayPay && isOnAccount && !isRefund && payment.applicable.length > 0 && (
        <Section title={t("applyEntries")}>
          <ApplyRest
            settlement={payment}
            entry={payment.entry}
            differences={payment.differences}
            paid={{ on: payment.entry.postingDate as IsoDate, graceDays: payment.graceDays }}
            slug={slug}
            language={actor.language}
          />
        </Section>
      )}
      <Section title={t("history")}>
        <EventLog events={payment.history} />
      </Section>
    </ClientMessages>
  )
}

async function PaymentFacts({ payment, slug }: { payment: PaymentRead; slug: string }) {
  const [t, orders] = await Promise.all([getTranslations("payments"), getTranslations("payment_orders")])
  const { entry, transaction, amountDecimals: decimals } = payment
  const isForeign = entry.currencyCode !== payment.companyCurrencyCode
  const facts = [
    {
      term: t("vendor"),
      value: (
        <Link className="link" href={`/${slug}/vendors/${encodeURIComponent(entry.vendorNo)}`}>
          {entry.vendorNo} {payment.vendorName}
        </Link>
      ),
    },
    { term: t("postingDate"), value: <CalendarDate date={entry.postingDate} /> },
    {
      term: t("bankAccountNo"),
      value: payment.bankAccount && `${payment.bankAccount.no} ${payment.bankAccount.name}`,
    },
    ...(payment.bankAccount?.method ? [{ term: t("paymentMethodCode"), value: payment.bankAccount.method }] : []),
    ...(payment.bankAccount?.paidTo ? [{ term: t("paidTo"), value: payment.bankAccount.paidTo }] : []),
    ...bankFacts(payment, t),
    { term: t("amount"), value: <Amount value={entry.amount} decimals={decimals} currency={entry.currencyCode} /> },
    isForeign && {
      term: t("amountIn", { currency: payment.companyCurrencyCode }),
      value: <Amount value={entry.amountLcy} decimals={payment.lcyAmountDecimals} />,
    },
    {
      term: t("remainingAmount"),
      value: <Amount value={payment.remaining} decimals={decimals} currency={entry.currencyCode} />,
    },
    { term: t("description"), value: entry.description },
    { term: t("externalDocumentNo"), value: entry.externalDocumentNo },
    { term: t("registeredBy"), value: transaction.postedByName },
    payment.orderNo !== null && {
      term: orders("of"),
      value: (
        <Link className="link" href={`/${slug}/payment-orders/${encodeURIComponent(payment.orderNo)}`}>
          {payment.orderNo}
        </Link>
      ),
    },
    {
      term: t("transaction"),
      value: (
        <Link className="link" href={transactionAddress(slug, transaction.no)}>
          {transaction.no}
        </Link>
      ),
    },
  ]
  return <Facts facts={facts.filter(fact => fact !== false).filter(({ value }) => Boolean(value))} />
}

/** What the bank account gave or got, where that says more than the amount. */
function bankFacts(
  { bankAccount: bank, entry }: PaymentRead,
  t: Awaited<ReturnType<typeof getTranslations<"payments">>>,
) {
  if (!bank) return []
  const { amountDecimals: decimals, currencyCode: currency } = bank
  const isCharged = !new Decimal(bank.charges).isZero()
  return [
    (isCharged || currency !== entry.currencyCode) && {
      term: t("onBankAccount"),
      value: <Amount value={bank.amount} decimals={decimals} currency={currency} />,
    },
    isCharged && {
      term: t("bankCharges"),
      value: <Amount value={bank.charges} decimals={decimals} currency={currency} />,
    },
  ]
}
