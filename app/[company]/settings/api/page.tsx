import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { SecretForm } from "@/app/[company]/_api/secret-form"
import { TokenTable } from "@/app/[company]/_api/token-table"
import { requireActor } from "@/app/actor"
import { CheckboxGroup } from "@/components/form/checkbox-group"
import { SelectField } from "@/components/form/select-field"
import { TextField } from "@/components/form/text-field"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { apiScopes, tokenDays } from "@/domain/users/api-scopes"
import { listOwnTokens, longestTokenName } from "@/domain/users/api-tokens"
import { makeOwnToken, withdrawToken } from "./actions"

type Props = { params: Promise<{ company: string }> }

/** Where programs find what the API is. */
const described = "/api/v1/openapi.json"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("web_api"))("title") }
}

/** The reader's tokens for programs of their own, and another to be made. */
export default async function ApiPage({ params }: Props) {
  const { actor, company } = await requireActor((await params).company)
  const tokens = await listOwnTokens(actor)
  const t = await getTranslations("web_api")
  return (
    <>
      <PageHead title={t("title")} subject={actor.name} />
      <p className="soft read">{t("text", { company: company.name })}</p>
      <p className="soft read">
        {t.rich("address", {
          address: `/api/v1/${company.slug}/`,
          code: text => <code className="no">{text}</code>,
          link: text => <a href={described}>{text}</a>,
        })}
      </p>
      <Section title={t("tokens")}>
        <TokenTable tokens={tokens} withdraw={id => withdrawToken.bind(null, company.slug, id)} />
      </Section>
      <Section title={t("new")}>
        <SecretForm
          action={makeOwnToken.bind(null, company.slug)}
          label={t("new")}
          made={{ title: t("made"), text: t("madeText"), label: t("token") }}
          button={t("make")}
          pending={t("making")}
        >
          <TextField
            name="tokenName"
            label={t("name")}
            hint={t("nameHint")}
            autoComplete="off"
            maxLength={longestTokenName}
            required
          />
          <SelectField
            name="days"
            label={t("good")}
            hint={t("goodHint")}
            options={tokenDays.map(days => ({ value: String(days), label: t("days", { days }) }))}
            defaultValue="90"
          />
          <CheckboxGroup
            name="scopes"
            label={t("scopes")}
            hint={t("scopesHint")}
            options={apiScopes.map(scope => ({ value: scope, label: t(`scope.${scope}`) }))}
          />
        </SecretForm>
      </Section>
    </>
  )
}
