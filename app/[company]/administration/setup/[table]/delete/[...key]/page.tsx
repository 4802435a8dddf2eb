import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { recordText } from "@/app/[company]/_records/record-text"
import { removeRow } from "@/app/[company]/administration/setup/actions"
import { rowPath, setupPath, tablePath } from "@/app/[company]/administration/setup/addresses"
import { rowTitle, usersText } from "@/app/[company]/administration/setup/setup-text"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Facts } from "@/components/facts"
import { CheckboxField } from "@/components/form/checkbox-field"
import { Form } from "@/components/form/form"
import { VersionField } from "@/components/form/version-field"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { keyIn } from "@/domain/records/key-segments"
import { readSetupUsage } from "@/domain/setup/delete-setup"
import { readSetup } from "@/domain/setup/read-setup"

type Props = { params: Promise<{ company: string; table: string; key: string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("delete") }
}

/** The question before a row of setup is deleted. */
export default async function DeleteSetupPage({ params }: Props) {
  const { company: slug, table, key: encoded } = await params
  const { actor } = await requireActorWith("company.administer", slug)
  const key = keyIn(encoded)
  const { definition, values, choices, version } = await found(readSetup(actor, table, key))
  if (definition.keys.length === 0) notFound()
  const { keeps, misses } = await found(readSetupUsage(actor, table, key))
  const t = await getTranslations("setup")
  const text = await recordText(definition, choices)
  const title = await rowTitle(definition, values, choices)
  const facts = definition.fields
    .filter(({ name }) => definition.listed.includes(name) && values[name] !== "")
    .map(field => ({ term: t(`field.${field.name}`), value: text(field, values[field.name]!) }))
  const path = rowPath(slug, table, key)
  return (
    <>
      <Crumbs
        trail={[
          { label: t("title"), href: setupPath(slug) },
          { label: t(`table.${table}.title`), href: tablePath(slug, table) },
          { label: title, href: path },
          { label: t("delete") },
        ]}
      />
      <PageHead title={t("deleteTitle", { code: title })} subject={t("deleteText")} />
      <Facts facts={facts} />
      {keeps.length > 0 ? (
        <Notice
          tone="warning"
          actions={
            <Link className="btn" href={path}>
              {t("back")}
            </Link>
          }
        >
          {t("kept", { code: title, users: await usersText(keeps) })}
        </Notice>
      ) : (
        <Form action={removeRow.bind(null, slug, table, key)} label={t("delete")}>
          <VersionField value={version} />
          {misses.length > 0 && (
            <>
              <Notice tone="warning">{t("missed", { code: title, users: await usersText(misses) })}</Notice>
              <CheckboxField name="missed" label={t("deleteMissed")} />
            </>
          )}
          <div className="actions">
            <SubmitButton className="btn danger" pendingLabel={t("deleting")}>
              {t("delete")}
            </SubmitButton>
            <Link className="btn" href={path}>
              {t("cancel")}
            </Link>
          </div>
        </Form>
      )}
    </>
  )
}
