import { getTranslations } from "next-intl/server"
import { codeLabel } from "@/components/code-label"
import { SelectField } from "@/components/form/select-field"
import { noTemplate, templateDrawnField, templateField } from "@/domain/vendors/asked-template"
import type { NewVendorRead } from "@/domain/vendors/read-vendor"

type Props = {
  read: Pick<NewVendorRead, "templates" | "template">
  /** By the address; blank, or one that is not there: by country. */
  chosen?: string
}

/** Which template a new vendor starts with; nothing where the company has none. */
export async function TemplateChoice({ read: { templates, template }, chosen = "" }: Props) {
  if (templates.length === 0) return null
  const t = await getTranslations("vendor_templates.choose")
  const isChosen = templates.some(({ code }) => code === chosen)
  const byCountry = !isChosen && template !== undefined ? t("byCountryNow", { code: template }) : t("byCountry")
  return (
    <>
      <SelectField
        name={`vendors.${templateField}`}
        label={t("label")}
        hint={t("hint")}
        options={[
          { value: "", label: byCountry },
          ...templates.map(each => ({ value: each.code, label: codeLabel(each) })),
          { value: noTemplate, label: t("none") },
        ]}
        defaultValue={isChosen ? chosen : ""}
      />
      <input type="hidden" name={`vendors.${templateDrawnField}`} value={template ?? ""} />
    </>
  )
}
