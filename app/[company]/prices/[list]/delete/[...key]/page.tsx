import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { priceListPath, pricePath } from "@/app/[company]/_prices/addresses"
import { CardFacts } from "@/app/[company]/_records/card-facts"
import { removePrice } from "@/app/[company]/prices/actions"
import { PriceFacts } from "@/app/[company]/prices/price-facts"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Form } from "@/components/form/form"
import { VersionField } from "@/components/form/version-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { readPrice } from "@/domain/price-lists/read-prices"
import { keyIn } from "@/domain/records/key-segments"

type Props = { params: Promise<{ company: string; list: string; key: string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("prices"))("delete") }
}

/** The question before a row goes from a price list. */
export default async function DeletePricePage({ params }: Props) {
  const { company: slug, list, key: segments } = await params
  const { actor } = await requireActorWith("master_data.edit", slug)
  const key = keyIn(segments)
  const read = await found(readPrice(actor, list, key))
  const t = await getTranslations("prices")
  const card = pricePath(slug, list, key)
  const title = key.slice(0, 2).join(", ")
  return (
    <>
      <Crumbs
        trail={[
          { label: t(`list.${list}.title`), href: priceListPath(slug, list) },
          { label: title, href: card },
          { label: t("delete") },
        ]}
      />
      <PageHead title={t(`list.${list}.deleteTitle`)} subject={t("deleteText")} />
      <PriceFacts read={read} company={slug} />
      <CardFacts read={read} />
      <Form action={removePrice.bind(null, slug, list, key)} label={t("delete")} holdsWork={false}>
        <VersionField value={read.version} />
        <div className="actions">
          <SubmitButton className="btn danger" pendingLabel={t("deleting")}>
            {t("delete")}
          </SubmitButton>
          <Link className="btn" href={card}>
            {t("cancel")}
          </Link>
        </div>
      </Form>
    </>
  )
}
