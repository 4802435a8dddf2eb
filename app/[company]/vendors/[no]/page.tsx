import type { Metadata } from "next"
import { getLocale, getTranslations } from "next-intl/server"
import { saveBlocked } from "@/app/[company]/vendors/actions"
import { VendorState } from "@/app/[company]/vendors/vendor-state"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Crumbs } from "@/components/crumbs"
import { EventLog } from "@/components/event-log"
import { type Fact, Facts } from "@/components/facts"
import { CheckboxField } from "@/components/form/checkbox-field"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { SelectField } from "@/components/form/select-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { may } from "@/domain/access/actor"
import { listCountries } from "@/domain/countries/countries"
import { readVendor, type VendorRead } from "@/domain/vendors/read-vendor"

type Props = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<{ created?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).no) }
}

/** The Vendor Card: what is known of a vendor, and whether it is blocked. */
export default async function VendorPage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const { actor, company } = await requireActorWith("master_data.see", slug)
  const no = decodeURIComponent(encoded)
  const read = await found(readVendor(actor, no))
  const { created } = await searchParams
  const t = await getTranslations("vendors")
  const { vendor } = read
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: `/${company.slug}/vendors` }, { label: no }]} />
      <PageHead title={vendor.name} state={<VendorState vendor={vendor} />} subject={no} />
      {created === "1" && <ArrivalNotice>{t("created", { name: vendor.name, no })}</ArrivalNotice>}
      <Section title={t("card.general")}>
        <Facts facts={await generalFacts(read)} />
      </Section>
      <Section title={t("card.invoicing")}>
        <Facts facts={await invoicingFacts(read, company)} />
      </Section>
      {may(actor, "master_data.edit") && <BlockForm vendor={vendor} company={company.slug} />}
      <Section title={t("card.history")}>
        <EventLog events={read.history} />
      </Section>
    </>
  )
}

async function generalFacts({ vendor }: VendorRead): Promise<Fact[]> {
  const t = await getTranslations("vendors")
  const country = listCountries(await getLocale()).find(({ code }) => code === vendor.countryRegionCode)
  const place = [vendor.postCode, vendor.city].filter(Boolean).join(" ")
  return filled([
    { term: t("card.address"), value: [vendor.address, vendor.address2, place].filter(Boolean).join(", ") },
    { term: t("column.country"), value: country?.name ?? vendor.countryRegionCode },
    { term: t("card.searchName"), value: vendor.searchName },
    { term: t("card.contact"), value: vendor.contact },
    { term: t("card.phone"), value: vendor.phone },
    { term: t("card.email"), value: vendor.email },
  ])
}

async function invoicingFacts(read: VendorRead, company: { slug: string; currencyCode: string }): Promise<Fact[]> {
  const t = await getTranslations("vendors")
  const { vendor, payToName, paymentTermsDescription } = read
  const payTo = vendor.payToVendorNo && (
    <Link className="link" href={`/${company.slug}/vendors/${encodeURIComponent(vendor.payToVendorNo)}`}>
      {payToName}
    </Link>
  )
  return filled([
    { term: t("column.vat"), value: vendor.vatRegistrationNo },
    { term: t("card.payTo"), value: payTo },
    { term: t("column.currency"), value: vendor.currencyCode ?? company.currencyCode },
    { term: t("column.terms"), value: paymentTermsDescription ?? vendor.paymentTermsCode },
    { term: t("card.paymentMethod"), value: vendor.paymentMethodCode },
    { term: t("card.purchaser"), value: vendor.purchaserCode },
    { term: t("card.pricesIncludingVat"), value: t(vendor.pricesIncludingVat ? "card.yes" : "card.not") },
    { term: t("card.vendorPostingGroup"), value: vendor.vendorPostingGroup },
    { term: t("card.genBusPostingGroup"), value: vendor.genBusPostingGroup },
    { term: t("card.vatBusPostingGroup"), value: vendor.vatBusPostingGroup },
    { term: t("card.leadTime"), value: vendor.leadTimeCalculation },
  ])
}

/** What is not filled in takes no room. */
function filled(facts: readonly Fact[]): Fact[] {
  return facts.filter(({ value }) => Boolean(value))
}

async function BlockForm({ vendor, company }: { vendor: VendorRead["vendor"]; company: string }) {
  const t = await getTranslations("vendors.block")
  const options = [
    { value: "", label: t("none") },
    { value: "payment", label: t("payment") },
    { value: "all", label: t("all") },
  ]
  return (
    <Section title={t("title")} aside={vendor.blockedBy ? <span className="hint">{vendor.blockedBy}</span> : undefined}>
      <Form action={saveBlocked.bind(null, company, vendor.no)} className="form" label={t("title")}>
        <DoneNotice>{t("saved")}</DoneNotice>
        <SelectField
          name="blocked"
          label={t("field")}
          hint={t("hint")}
          options={options}
          defaultValue={vendor.blocked}
        />
        <CheckboxField
          name="privacyBlocked"
          label={t("privacy")}
          hint={t("privacyHint")}
          defaultChecked={vendor.privacyBlocked}
        />
        <div className="actions">
          <SubmitButton className="btn" pendingLabel={t("saving")}>
            {t("save")}
          </SubmitButton>
        </div>
      </Form>
    </Section>
  )
}
