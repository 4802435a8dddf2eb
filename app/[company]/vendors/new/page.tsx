import type { Metadata } from "next"
import { getLocale, getTranslations } from "next-intl/server"
import { VendorFields } from "@/app/[company]/_vendors/vendor-fields"
import { makeVendor } from "@/app/[company]/vendors/actions"
import { returnAddress } from "@/app/[company]/vendors/return-address"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { Crumbs } from "@/components/crumbs"
import { Form } from "@/components/form/form"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { listCountries } from "@/domain/countries/countries"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { readVendorFormChoices } from "@/domain/vendors/read-vendor"

type Props = {
  params: Promise<{ company: string }>
  searchParams: Promise<{ returnTo?: string | string[]; name?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendors"))("newTitle") }
}

/** The form for a new vendor, from the vendor list or from the choice of a vendor, where it goes back to. */
export default async function NewVendorPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("master_data.edit", (await params).company)
  const { returnTo: given, name } = await searchParams
  const returnTo = typeof given === "string" && returnAddress(given, "") ? given : null
  const choices = { ...(await readVendorFormChoices(actor)), countries: listCountries(await getLocale()) }
  const t = await getTranslations("vendors")
  const path = `/${company.slug}/vendors`
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      <PageHead title={t("newTitle")} subject={t("form.number")} />
      <Form action={makeVendor.bind(null, company.slug, returnTo)}>
        <ClientMessages namespaces={["vendors"]}>
          <VendorFields
            choices={choices}
            name={typeof name === "string" ? cutText(receivedLine(name), 100) : undefined}
          />
        </ClientMessages>
        <div className="bar">
          <div className="actions">
            <Link className="btn" href={returnTo ?? path}>
              {t("form.cancel")}
            </Link>
            <SubmitButton pendingLabel={t("form.creating")}>{t("form.create")}</SubmitButton>
          </div>
        </div>
      </Form>
    </>
  )
}
