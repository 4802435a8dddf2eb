import { getTranslations } from "next-intl/server"
import { logoAddress } from "@/app/[company]/_company/logo-address"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import type { Actor } from "@/domain/access/actor"
import { readLogo } from "@/domain/companies/logo"
import { LARGEST_LOGO, LONGEST_SIDE } from "@/domain/companies/logo-file"
import { changeLogo } from "./logo-actions"

/** The company's logo, and the form that changes it or takes it away. */
export async function LogoForm({ actor, company }: { actor: Actor; company: string }) {
  const [t, logo] = [await getTranslations("setup.logo"), await readLogo(actor)]
  return (
    <Section title={t("title")}>
      <p id="logo" className="soft">
        {t("text")}
      </p>
      {logo && (
        // biome-ignore lint/performance/noImgElement: it is small, and the company's own.
        <img className="logo" src={logoAddress(company, logo.hash)} alt={t("alt")} />
      )}
      <Form action={changeLogo.bind(null, company)} className="form" label={t("title")} clearWhenDone>
        <DoneNotice>{t("done")}</DoneNotice>
        <TextField
          name="file"
          type="file"
          accept="image/png,image/jpeg"
          label={t("file")}
          hint={t("hint", { kilobytes: LARGEST_LOGO / 1024, pixels: LONGEST_SIDE })}
        />
        <div className="actions">
          <SubmitButton name="intent" value="save" pendingLabel={t("saving")}>
            {t("save")}
          </SubmitButton>
          {logo && (
            <SubmitButton className="btn" name="intent" value="remove" pendingLabel={t("saving")}>
              {t("remove")}
            </SubmitButton>
          )}
        </div>
      </Form>
    </Section>
  )
}
