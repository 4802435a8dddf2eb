"use client"

import { useTranslations } from "next-intl"
import { codeLabel } from "@/components/code-label"
import { SelectField } from "@/components/form/select-field"
import { TextField } from "@/components/form/text-field"
import { Section } from "@/components/section"
import type { Country } from "@/domain/countries/countries"
import type { VendorFormChoices } from "@/domain/vendors/read-vendor"
import { SharedVatReason } from "./shared-vat-reason"

/** What the selects of a new vendor offer. */
export type NewVendorChoices = VendorFormChoices & { countries: Country[] }

/** The fields of a new vendor, for its own page and for the choice of a vendor. */
export function VendorFields({ choices, name }: { choices: NewVendorChoices; name?: string }) {
  const t = useTranslations("vendors")
  const countries = choices.countries.map(country => ({ value: country.code, label: country.name }))
  const currencies = choices.currencies.map(({ code, description }) =>
    code === choices.companyCurrencyCode
      ? { value: "", label: t("form.ownCurrency", { currency: code }) }
      : { value: code, label: codeLabel({ code, description }) },
  )
  const terms = choices.paymentTerms.map(each => ({ value: each.code, label: codeLabel(each) }))
  const byDefault = t("form.defaultTerms", { code: choices.defaultPaymentTermsCode })
  return (
    <>
      {/* Left to the country. */}
      <input type="hidden" name="vendors.template" value="" />
      <Section title={t("card.general")}>
        <div className="fields">
          <TextField
            name="vendors.name"
            label={t("field.name")}
            width="wide"
            defaultValue={name}
            autoComplete="off"
            required
          />
          <TextField name="vendors.address" label={t("field.address")} autoComplete="off" />
          <TextField name="vendors.address2" label={t("field.address2")} autoComplete="off" />
          <TextField name="vendors.postCode" label={t("field.postCode")} autoComplete="off" />
          <TextField name="vendors.city" label={t("field.city")} autoComplete="off" />
          <SelectField
            name="vendors.countryRegionCode"
            label={t("field.countryRegionCode")}
            options={[{ value: "", label: t("form.select") }, ...countries]}
            defaultValue={choices.companyCountryCode}
            required
          />
          <TextField name="vendors.contact" label={t("field.contact")} autoComplete="off" />
          <TextField name="vendors.phone" type="tel" label={t("field.phone")} autoComplete="off" />
          <TextField name="vendors.email" type="email" label={t("field.email")} autoComplete="off" />
        </div>
      </Section>
      <Section title={t("card.invoicing")}>
        <div className="fields">
          <TextField
            name="vendors.vatRegistrationNo"
            label={t("field.vatRegistrationNo")}
            hint={t("hint.vatRegistrationNo")}
            width="wide"
            autoComplete="off"
          />
          <SharedVatReason />
          <SelectField
            name="vendors.currencyCode"
            label={t("field.currencyCode")}
            options={currencies}
            defaultValue=""
          />
          <SelectField
            name="vendors.paymentTermsCode"
            label={t("field.paymentTermsCode")}
            options={[{ value: "", label: byDefault }, ...terms]}
            defaultValue=""
          />
        </div>
      </Section>
    </>
  )
}
