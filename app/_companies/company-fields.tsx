import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { SelectField } from "@/components/form/select-field"
import { NumberField, TextField } from "@/components/form/text-field"
import { companyCurrencies, type NewCompany } from "@/domain/companies/company-details"
import { templateNames } from "@/domain/companies/templates"
import { listCountries } from "@/domain/countries/countries"
import { timeZones } from "@/domain/dates/time-zone"
import { type Language, languageFacts, languages, ownName } from "@/language/language"
import { companyControl } from "./company-control"

/** What is asked of a new company; what follows from the template may be left as it is. */
export async function CompanyFields({ language, children }: { language: Language; children?: ReactNode }) {
  const t = await getTranslations("companies")
  const labels = await getTranslations("setup.field")
  const control = (field: keyof NewCompany) => ({ name: companyControl(field), label: labels(field) })
  const blank = { value: "", label: "–" }
  const currencies = new Intl.DisplayNames(language, { type: "currency" })
  const month = new Intl.DateTimeFormat(languageFacts[language].locale, { month: "long", timeZone: "UTC" })
  return (
    <div className="fields">
      <SelectField
        {...control("template")}
        hint={t("templateHint")}
        options={[blank, ...templateNames.map(name => ({ value: name, label: t(`template.${name}`) }))]}
        required
      />
      <SelectField
        {...control("countryRegionCode")}
        hint={t("countryHint")}
        options={[blank, ...listCountries(language).map(({ code, name }) => ({ value: code, label: name }))]}
      />
      <NumberField {...control("standardRate")} hint={t("rateHint")} />
      <NumberField {...control("reducedRate")} hint={t("reducedHint")} />
      <TextField {...control("name")} autoComplete="organization" required />
      <TextField {...control("legalForm")} hint={t("legalFormHint")} autoComplete="off" />
      <TextField {...control("address")} autoComplete="street-address" />
      <TextField {...control("postCode")} autoComplete="postal-code" />
      <TextField {...control("city")} autoComplete="address-level2" />
      <TextField {...control("email")} type="email" autoComplete="off" />
      <TextField {...control("vatRegistrationNo")} autoComplete="off" />
      <TextField {...control("registrationNo")} autoComplete="off" />
      <TextField {...control("iban")} hint={t("ibanHint")} autoComplete="off" />
      <SelectField
        {...control("currencyCode")}
        defaultValue="EUR"
        options={companyCurrencies.map(code => ({ value: code, label: `${code} ${currencies.of(code)}` }))}
      />
      <SelectField
        {...control("language")}
        defaultValue={language}
        options={languages.map(each => ({ value: each, label: ownName(each) }))}
      />
      <SelectField
        {...control("timeZone")}
        defaultValue="Europe/Brussels"
        options={timeZones().map(zone => ({ value: zone, label: zone }))}
      />
      <SelectField
        {...control("fiscalYearStartMonth")}
        defaultValue="1"
        options={Array.from({ length: 12 }, (_, index) => ({
          value: String(index + 1),
          label: month.format(new Date(Date.UTC(2026, index, 1))),
        }))}
      />
      {children}
    </div>
  )
}
