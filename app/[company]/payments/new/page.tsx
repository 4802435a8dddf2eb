import { randomUUID } from "node:crypto"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { resolveParty } from "@/app/_document-form/find-party"
import { parameter, type Search } from "@/app/_lists/list-address"
import { makePayment } from "@/app/[company]/_payments/actions"
import { OpenEntries } from "@/app/[company]/_payments/open-entries"
import { openEntry } from "@/app/[company]/_payments/open-entry"
import { backAddress } from "@/app/[company]/_payments/pay-address"
import { paidToFact } from "@/app/[company]/_vendors/paid-to"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { SelectField } from "@/components/form/select-field"
import { DateField, NumberField, TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import type { Actor } from "@/domain/access/actor"
import { type PaymentForm, readPaymentForm } from "@/domain/payments/read-payment-form"
import { formatDate } from "@/language/date-format"
import { BankTermsFields } from "./bank-terms-fields"
import { ChooseVendor } from "./choose-vendor"
import { PaidToFields } from "./paid-to-fields"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payments"))("register") }
}

/** A payment from new: the vendor, then its open entries. `?entry=` is one to pay, `?vendor=` what names the vendor. */
export default async function NewPaymentPage({ params, searchParams }: Props) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("purchase_invoice.post", slug)
  const t = await getTranslations("payments")
  const path = `/${slug}/payments`
  const [typed, entry] = [parameter(search, "vendor") ?? "", entryNoOf(search)]
  const party = entry === undefined ? await resolveParty(actor, "payee", typed) : { no: "" }
  const chosen = entry !== undefined || ("no" in party && party.no !== "")
  return (
    <ClientMessages namespaces={["payments"]}>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: t("register") }]} />
      {chosen ? (
        <PaymentOf
          actor={actor}
          slug={slug}
          form={
            await found(
              readPaymentForm(actor, {
                entryNo: entry,
                vendorNo: "no" in party ? party.no : "",
                currencyCode: parameter(search, "currency"),
                type: parameter(search, "kind") === "refund" ? "refund" : "payment",
              }),
            )
          }
          entryNo={entry}
          back={backAddress(slug, parameter(search, "back"))}
        />
      ) : (
        <>
          <PageHead title={t("register")} />
          <ChooseVendor path={`${path}/new`} typed={typed} candidates={"candidates" in party ? party.candidates : []} />
        </>
      )}
    </ClientMessages>
  )
}

function entryNoOf(search: Search): number | undefined {
  const entry = parameter(search, "entry")
  return entry !== undefined && /^\d{1,15}$/u.test(entry) ? Number(entry) : undefined
}

type PaymentOfProps = {
  actor: Actor
  slug: string
  form: PaymentForm
  entryNo: number | undefined
  /** The page that led here. */
  back: string | undefined
}

async function PaymentOf({ actor, slug, form, entryNo, back }: PaymentOfProps) {
  const t = await getTranslations("payments")
  const { vendor, currencyCode, amountDecimals: decimals, today } = form
  const path = `/${slug}/payments`
  const isRefund = form.type === "refund"
  const register = isRefund ? t("registerRefund") : t("register")
  // By whom the bank account was confirmed that this goes to.
  const payable = isRefund ? [] : await paidToFact(actor, slug, vendor.no, t("vendorBankAccountId"))
  const isPaid = (entry: PaymentForm["entries"][number]) =>
    entryNo === undefined ? !isRefund && entry.dueDate <= today : entry.transactionNo === entryNo
  return (
    <>
      <PageHead title={register} subject={`${vendor.no} ${vendor.name}`} />
      <Form action={makePayment.bind(null, slug, vendor.no, currencyCode, form.type)} label={register}>
        <HiddenField name="formId" value={randomUUID()} />
        {back && <HiddenField name="back" value={back} />}
        <div className="fields">
          <SelectField
            name="bankAccountNo"
            label={t("bankAccountNo")}
            options={form.bankAccounts.map(({ no, name, currencyCode: code }) => ({
              value: no,
              label: code === currencyCode ? `${no} ${name}` : `${no} ${name} (${code})`,
            }))}
          />
          {!isRefund && <PaidToFields form={form} />}
          <DateField name="postingDate" label={t("postingDate")} defaultValue={formatDate(today, actor.language)} />
          <NumberField
            name="amount"
            label={t("amountIn", { currency: currencyCode })}
            hint={t(isRefund ? "refundHint" : "amountHint")}
            defaultValue=""
          />
          {form.differences.length > 0 && (
            <SelectField
              name="overpaid"
              label={t("overpaid")}
              options={[
                { value: "", label: t("staysOnAccount") },
                ...form.differences.map(value => ({ value, label: t(`rest.${value}`) })),
              ]}
            />
          )}
          <TextField name="description" label={t("description")} defaultValue="" width="wide" />
        </div>
        {payable.length > 0 && <Facts facts={payable} />}
        <BankTermsFields form={form} />
        <Section title={t("openEntries")} aside={<Currencies form={form} path={`${path}/new`} back={back} />}>
          {form.entries.length === 0 ? (
            <p className="hint">{t(isRefund ? "nothingToRefund" : "noOpenEntries", { currency: currencyCode })}</p>
          ) : (
            <OpenEntries
              entries={form.entries.map(entry =>
                openEntry(entry, isPaid(entry), {
                  today,
                  language: actor.language,
                  decimals,
                  paid: { on: today, graceDays: form.graceDays },
                }),
              )}
              currency={currencyCode}
              decimals={decimals}
              differences={form.differences}
            />
          )}
        </Section>
        <div className="bar">
          <div className="actions">
            <Link className="btn" href={back ?? path}>
              {t("cancel")}
            </Link>
            <SubmitButton pendingLabel={t("registering")}>{register}</SubmitButton>
          </div>
        </div>
      </Form>
    </>
  )
}

async function Currencies({ form, path, back }: { form: PaymentForm; path: string; back: string | undefined }) {
  const t = await getTranslations("payments")
  const others = form.currencies.filter(code => code !== form.currencyCode)
  const address = (kind: PaymentForm["type"], currency: string) => {
    const query = { vendor: form.vendor.no, currency, ...(kind === "refund" && { kind }), ...(back && { back }) }
    return `${path}?${new URLSearchParams(query)}`
  }
  const isRefund = form.type === "refund"
  return (
    <>
      {others.map(code => (
        <Link key={code} className="link" href={address(form.type, code)}>
          {t("inCurrency", { currency: code })}
        </Link>
      ))}
      <Link className="link" href={address(isRefund ? "payment" : "refund", form.currencyCode)}>
        {isRefund ? t("register") : t("registerRefund")}
      </Link>
    </>
  )
}
