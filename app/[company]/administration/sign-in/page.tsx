import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { CheckboxField } from "@/components/form/checkbox-field"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { SelectField } from "@/components/form/select-field"
import { VersionField } from "@/components/form/version-field"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { idleChoices, readSignInRules } from "@/domain/users/sign-in-rules"
import { saveRules, testSso } from "./actions"
import { SsoForm } from "./sso-form"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sign_in"))("title") }
}

/** How the company wants its users to sign in; for administrators. */
export default async function SignInRulesPage({ params }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const rules = await readSignInRules(actor)
  const t = await getTranslations("sign_in")
  return (
    <>
      <PageHead title={t("title")} />
      <Form action={saveRules.bind(null, company.slug)} className="form">
        <DoneNotice>{t("saved")}</DoneNotice>
        <VersionField value={rules.version} />
        <SelectField
          name="idleMinutes"
          label={t("idle")}
          hint={t("idleHint", { company: company.name })}
          options={[
            { value: "", label: t("noLimit") },
            ...idleChoices.map(minutes => ({ value: String(minutes), label: t("minutes", { minutes }) })),
          ]}
          defaultValue={rules.idleMinutes ?? ""}
        />
        <CheckboxField
          name="secondFactor"
          label={t("secondFactor")}
          hint={t("secondFactorHint", { company: company.name })}
          defaultChecked={rules.secondFactor}
        />
        <div className="actions">
          <SubmitButton pendingLabel={t("saving")}>{t("save")}</SubmitButton>
        </div>
      </Form>
      <Section title={t("sso.title")}>
        <SsoForm actor={actor} company={company.slug} />
        <Form action={testSso.bind(null, company.slug)} className="form" holdsWork={false} label={t("sso.test")}>
          <DoneNotice>{t("sso.tested")}</DoneNotice>
          <p className="soft">{t("sso.testText")}</p>
          <div className="actions">
            <SubmitButton className="btn" pendingLabel={t("sso.testing")}>
              {t("sso.test")}
            </SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}
