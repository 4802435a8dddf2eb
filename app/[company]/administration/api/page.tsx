import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { TokenTable } from "@/app/[company]/_api/token-table"
import { requireActorWith } from "@/app/actor"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { listCompanyTokens } from "@/domain/users/api-tokens"
import { withdrawAnyToken } from "./actions"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("web_api"))("title") }
}

/** Everybody's API tokens for the company; for administrators. */
export default async function CompanyApiPage({ params }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const tokens = await listCompanyTokens(actor)
  const t = await getTranslations("web_api")
  return (
    <>
      <PageHead title={t("title")} />
      <p className="soft read">{t("everybodyText", { company: company.name })}</p>
      <p className="actions">
        <Link className="btn" href={`/${company.slug}/settings/api`}>
          {t("ownTokens")}
        </Link>
      </p>
      <Section title={t("tokens")}>
        <TokenTable tokens={tokens} ofEverybody withdraw={id => withdrawAnyToken.bind(null, company.slug, id)} />
      </Section>
    </>
  )
}
