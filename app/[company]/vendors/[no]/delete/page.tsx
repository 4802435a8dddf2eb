import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { removeVendor } from "@/app/[company]/vendors/actions"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Form } from "@/components/form/form"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { readVendorDeletion, totalOf, type VendorDeletion } from "@/domain/vendors/delete-vendor"

type Props = { params: Promise<{ company: string; no: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendors"))("delete.title") }
}

/** The question before a vendor is deleted: what keeps it, or what goes with it. */
export default async function DeleteVendorPage({ params }: Props) {
  const { company: slug, no: encoded } = await params
  const { actor } = await requireActorWith("master_data.edit", slug)
  const no = decodeURIComponent(encoded)
  const { name, keeps, goes } = await found(readVendorDeletion(actor, no))
  const t = await getTranslations("vendors")
  const list = `/${slug}/vendors`
  const card = `${list}/${encodeURIComponent(no)}`
  const counts = (of: VendorDeletion["keeps"] | VendorDeletion["goes"]) =>
    Object.entries(of)
      .map(([noun, count]) => t(`delete.count.${noun}`, { count }))
      .join(", ")
  const isKept = Object.keys(keeps).length > 0
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: list }, { label: no, href: card }, { label: t("delete.title") }]} />
      <PageHead title={t("delete.question", { name })} subject={no} />
      {isKept ? (
        <Notice
          tone="warning"
          actions={
            <Link className="btn" href={card}>
              {t("delete.back")}
            </Link>
          }
        >
          {t("delete.kept", { name, what: counts(keeps) })}
        </Notice>
      ) : (
        <Form action={removeVendor.bind(null, slug, no, totalOf(goes))} label={t("delete.title")} holdsWork={false}>
          <p>{totalOf(goes) > 0 ? t("delete.goes", { what: counts(goes) }) : t("delete.nothingGoes")}</p>
          <div className="actions">
            <SubmitButton className="btn danger" pendingLabel={t("delete.deleting")}>
              {t("delete.title")}
            </SubmitButton>
            <Link className="btn" href={card}>
              {t("form.cancel")}
            </Link>
          </div>
        </Form>
      )}
    </>
  )
}
