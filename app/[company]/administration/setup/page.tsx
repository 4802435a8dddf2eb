import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { setupGroups } from "@/domain/setup/definitions"
import { tablePath } from "./addresses"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("title") }
}

/** Every table of the company's setup; for administrators. */
export default async function SetupPage({ params }: Props) {
  const { company } = await requireActorWith("company.administer", (await params).company)
  const t = await getTranslations("setup")
  return (
    <>
      <PageHead title={t("title")} />
      {Object.entries(setupGroups).map(([group, definitions]) => (
        <Section key={group} title={t(`group.${group}`)}>
          <ul className="directory">
            {definitions.map(({ slug }) => (
              <li key={slug}>
                <Link className="link" href={tablePath(company.slug, slug)}>
                  {t(`table.${slug}.title`)}
                </Link>
                <span className="hint">{t(`table.${slug}.text`)}</span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  )
}
