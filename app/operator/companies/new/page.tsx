import { randomUUID } from "node:crypto"
import type { Metadata } from "next"
import { getLocale, getTranslations } from "next-intl/server"
import { CompanyFields } from "@/app/_companies/company-fields"
import { requireUser } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { requireOperator } from "@/domain/operators/operator"
import { makeCompany } from "./actions"
import { OnceFounded } from "./once-founded"

export async function generateMetadata(): Promise<Metadata> {
  // What the page answers with may be a link that opens an account.
  return { title: (await getTranslations("operator.newCompany"))("title"), referrer: "same-origin" }
}

/** A further company, for who operates the portal; to everybody else there is no such page. */
export default async function NewCompanyPage() {
  const user = await requireUser()
  await found(requireOperator(user))
  const t = await getTranslations("operator.newCompany")
  return (
    <main className="sign broad">
      <div className="panel">
        <h1>{t("title")}</h1>
        <p className="read">{t("text")}</p>
        <Form action={makeCompany}>
          <HiddenField name="formId" value={randomUUID()} />
          <ClientMessages namespaces={["operator"]}>
            <OnceFounded
              again={
                // A whole new page: the form of this one has made its company.
                <>
                  <Link className="btn" href="/operator">
                    {t("back")}
                  </Link>
                  <a className="btn" href="/operator/companies/new">
                    {t("another")}
                  </a>
                </>
              }
            >
              <Section title={t("company")} first>
                <CompanyFields language={await getLocale()}>
                  <TextField name="slug" label={t("slug")} hint={t("slugHint")} autoComplete="off" maxLength={40} />
                </CompanyFields>
              </Section>
              <Section title={t("admin")}>
                <div className="fields">
                  <TextField
                    name="adminEmail"
                    type="email"
                    label={t("adminEmail")}
                    hint={t("adminText")}
                    autoComplete="off"
                    required
                  />
                  <TextField
                    name="adminName"
                    label={t("adminName")}
                    hint={t("adminNameHint")}
                    autoComplete="off"
                    maxLength={100}
                  />
                </div>
              </Section>
              <div className="actions">
                <Link className="btn" href="/operator">
                  {t("back")}
                </Link>
                <SubmitButton pendingLabel={t("making")}>{t("make")}</SubmitButton>
              </div>
            </OnceFounded>
          </ClientMessages>
        </Form>
      </div>
    </main>
  )
}
