import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { RecordHistory } from "@/app/[company]/_records/record-history"
import { deletePath, setupPath, tablePath } from "@/app/[company]/administration/setup/addresses"
import { GroupSteps } from "@/app/[company]/administration/setup/group-steps"
import { RelatedTables } from "@/app/[company]/administration/setup/related-table"
import { SetupForm } from "@/app/[company]/administration/setup/setup-form"
import { rowTitle } from "@/app/[company]/administration/setup/setup-text"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { keyIn } from "@/domain/records/key-segments"
import { readSetup } from "@/domain/setup/read-setup"

type Props = { params: Promise<{ company: string; table: string; key: string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: keyIn((await params).key).join(", ") }
}

/** One row of setup: its form, what belongs to it, and who changed it. */
export default async function SetupRowPage({ params }: Props) {
  const { company: slug, table, key: encoded } = await params
  const { actor } = await requireActorWith("company.administer", slug)
  const key = keyIn(encoded)
  const read = await found(readSetup(actor, table, key))
  if (read.definition.keys.length === 0) notFound()
  const t = await getTranslations("setup")
  const title = await rowTitle(read.definition, read.values, read.choices)
  const path = tablePath(slug, table)
  return (
    <>
      <Crumbs
        trail={[
          { label: t("title"), href: setupPath(slug) },
          { label: t(`table.${table}.title`), href: path },
          { label: title },
        ]}
      />
      <PageHead
        title={title}
        actions={
          <Link className="btn" href={deletePath(slug, table, key)}>
            {t("delete")}
          </Link>
        }
      />
      <SetupForm company={slug} {...read} rowKey={key} back={path} />
      {table === "approval-groups" && <GroupSteps actor={actor} company={slug} code={key[0]!} />}
      <RelatedTables actor={actor} company={slug} table={table} rowKey={key} />
      <RecordHistory {...read} />
    </>
  )
}
