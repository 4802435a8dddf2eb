import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { CardForm } from "@/app/[company]/_records/card-form"
import { makeCustomer } from "@/app/[company]/customers/actions"
import { requireActorWith } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { PageHead } from "@/components/page-head"
import { readNewCustomer } from "@/domain/customers/read-customer"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers"))("new") }
}

/** The form for a new customer. */
export default async function NewCustomerPage({ params }: Props) {
  const { actor, company } = await requireActorWith("master_data.edit", (await params).company)
  const read = await readNewCustomer(actor)
  const t = await getTranslations("customers")
  const path = `/${company.slug}/customers`
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: t("new") }]} />
      <PageHead title={t("new")} subject={t("number")} />
      <CardForm
        read={read}
        action={makeCustomer.bind(null, company.slug)}
        label={t("new")}
        back={path}
        saves={{ label: t("create"), pending: t("creating") }}
      />
    </>
  )
}
