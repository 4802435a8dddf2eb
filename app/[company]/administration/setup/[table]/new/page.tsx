import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { setupPath, tablePath } from "@/app/[company]/administration/setup/addresses"
import { SetupForm } from "@/app/[company]/administration/setup/setup-form"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { PageHead } from "@/components/page-head"
import type { RecordField } from "@/domain/records/definition"
import { readNewSetup } from "@/domain/setup/read-setup"

type Props = { params: Promise<{ company: string; table: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { table } = await params
  const t = await getTranslations("setup")
  return { title: t(t.has(`table.${table}.new`) ? `table.${table}.new` : "title") }
}

/** What is written in an address as in a form. */
const givenKinds: readonly RecordField["kind"][] = ["reference", "code", "user", "integer"]

/** The form for a new row; a link may fill in fields by their names. */
export default async function NewSetupPage({ params, searchParams }: Props) {
  const [{ company: slug, table }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("company.administer", slug)
  const { definition, values, choices } = await found(readNewSetup(actor, table))
  const given = Object.fromEntries(
    definition.fields.flatMap(({ name, kind }) => {
      const value = givenKinds.includes(kind) ? parameter(search, name) : undefined
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const t = await getTranslations("setup")
  const path = tablePath(slug, table)
  const title = t(`table.${table}.new`)
  return (
    <>
      <Crumbs
        trail={[
          { label: t("title"), href: setupPath(slug) },
          { label: t(`table.${table}.title`), href: path },
          { label: title },
        ]}
      />
      <PageHead title={title} />
      <SetupForm
        company={slug}
        definition={definition}
        values={{ ...values, ...given }}
        choices={choices}
        version={0}
        rowKey={null}
        back={path}
      />
    </>
  )
}
