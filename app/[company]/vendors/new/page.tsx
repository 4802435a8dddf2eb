import type { Metadata } from "next"
import Link from "next/link"
import { getLocale, getTranslations } from "next-intl/server"
import { makeVendor } from "@/app/[company]/vendors/actions"
import { returnAddress } from "@/app/[company]/vendors/return-address"
import { requireActorWith } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { Form } from "@/components/form/form"
import { SelectField } from "@/components/form/select-field"
import { TextField } from "@/components/form/text-field"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { listCountries } from "@/domain/countries/countries"
import { readVendorFormChoices } from "@/domain/vendors/read-vendor"

type Props = {
  params: Promise<{ company: string }>
  searchParams: Promise<{ returnTo?: string | string[]; name?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendors"))("newTitle") }
}

/** The form for a new vendor, from the vendor list or from the choice of a vendor, where it goes back to. */
export default async function NewVendorPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("master_data.edit", (await params).company)
  const { returnTo: given, name } = await searchParams
  const returnTo = typeof given === "string" && returnAddress(given, "") ? given : null
  const choices = await readVendorFormChoices(actor)
  const t = await getTranslations("vendors")
  const path = `/${company.slug}/vendors`
  const countries = listCountries(await getLocale()).map(country => ({ value: country.code, label: country.name }))
  const currencies = choices.currencies.map(({ code, description }) =>
    code === choices.companyCurrencyCode
      ? { value: "", label: t("form.ownCurrency", { currency: code }) }
      : { value: code, label: `${code} ${description}` },
  )
  const terms = choices.paymentTerms.map(({ code, description }) => ({ value: code, label: `${code} ${description}` }))
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      <PageHead title={t("newTitle")} subject={t("form.number")} />
      <Form action={makeVendor.bind(null, company.slug, returnTo)}>
        <Section title={t("card.general")}>
          <div className="fields">
            <TextField
              name="name"
              label={t("column.name")}
              width="wide"
              defaultValue={typeof name === "string" ? name.slice(0, 100) : undefined}
              autoComplete="off"
              required
            />
            <TextField name="address" label={t("card.address")} autoComplete="off" />
            <TextField name="address2" label={t("form.address2")} autoComplete="off" />
            <TextField name="postCode" label={t("form.postCode")} autoComplete="off" />
            <TextField name="city" label={t("column.city")} autoComplete="off" />
            <SelectField
              name="countryRegionCode"
              label={t("column.country")}
              options={[{ value: "", label: t("form.select") }, ...countries]}
              defaultValue={choices.companyCountryCode}
              required
            />
            <TextField name="contact" label={t("card.contact")} autoComplete="off" />
            <TextField name="phone" type="tel" label={t("card.phone")} autoComplete="off" />
            <TextField name="email" type="email" label={t("card.email")} autoComplete="off" />
          </div>
        </Section>
        <Section title={t("card.invoicing")}>
          <div className="fields">
            <TextField
              name="vatRegistrationNo"
              label={t("column.vat")}
              hint={t("form.vatHint")}
              width="wide"
              autoComplete="off"
            />
            <SelectField name="currencyCode" label={t("column.currency")} options={currencies} defaultValue="" />
            <SelectField
              name="paymentTermsCode"
              label={t("column.terms")}
              options={terms}
              defaultValue={choices.defaultPaymentTermsCode}
            />
          </div>
        </Section>
        <div className="bar">
          <div className="actions">
            <Link className="btn" href={returnTo ?? path}>
              {t("form.cancel")}
            </Link>
            <SubmitButton pendingLabel={t("form.creating")}>{t("form.create")}</SubmitButton>
          </div>
        </div>
      </Form>
    </>
  )
}
