"use client"

import { useTranslations } from "next-intl"
import { useFormAnswer } from "@/components/form/answer"
import { SelectField } from "@/components/form/select-field"
import { TextField } from "@/components/form/text-field"
import { Section } from "@/components/section"
import type { Country } from "@/domain/countries/countries"
import type { VendorFormChoices } from "@/domain/vendors/read-vendor"

/** What the selects of a new vendor offer. */
export type NewVendorChoices = VendorFormChoices & { countries: Country[] }

/** The fields of a new vendor, for its own page and for the choice of a vendor. */
export function VendorFields({ choices, name }: { choices: NewVendorChoices; name?: string }) {
  const t = useTranslations("vendors")
  const countries = choices.countries.map(country => ({ value: country.code, label: country.name }))
  const currencies = choices.currencies.map(({ code, description }) =>
    code === choices.companyCurrencyCode
      ? { value: "", label: t("form.ownCurrency", { currency: code }) }
      : { value: code, label: `${code} ${description}` },
  )
  const terms = choices.paymentTerms.map(({ code, description }) => ({ value: code, label: `${code} ${description}` }))
  return (
    <>
      <Section title={t("card.general")}>
        <div className="fields">
          <TextField
            name="name"
            label={t("column.name")}
            width="wide"
            defaultValue={name}
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
          <SharedVatReason />
          <SelectField name="currencyCode" label={t("column.currency")} options={currencies} defaultValue="" />
          <SelectField
            name="paymentTermsCode"
            label={t("column.terms")}
            options={terms}
            defaultValue={choices.defaultPaymentTermsCode}
          />
        </div>
      </Section>
    </>
  )
}

/** Asked for once the VAT registration number has turned out to be another vendor's, from those who may allow that. */
function SharedVatReason() {
  const t = useTranslations("vendors")
  const answer = useFormAnswer()
  const name = "sharedVatReason"
  if (answer.issuesFor(name).length === 0 && !answer.valueOf(name)) return null
  return <TextField name={name} label={t("form.sharedVatReason")} width="wide" autoComplete="off" />
}
