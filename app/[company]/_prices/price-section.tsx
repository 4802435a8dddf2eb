import { getTranslations } from "next-intl/server"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { type Actor, may } from "@/domain/access/actor"
import type { PriceListName } from "@/domain/price-lists/price-list-cards"
import { listPrices } from "@/domain/price-lists/read-prices"
import { priceListPath, pricesOf } from "./addresses"
import { PriceTable } from "./price-table"

/** Rows that a card shows; the whole list is a link away. */
const SHOWN = 10

type Props = {
  actor: Actor
  company: string
  list: PriceListName
  /** Whose card it stands on: a vendor's or customer's, or an item's. */
  of: { partner: string; item?: never } | { item: string; partner?: never }
}

/** The prices of an item, a vendor or a customer on its card, and what leads to all of them and to a new one. */
export async function PriceSection({ actor, company, list, of }: Props) {
  const t = await getTranslations("prices")
  const page = await listPrices(actor, list, of, SHOWN)
  const field = of.item ? "itemNo" : list === "sales-prices" ? "customerNo" : "vendorNo"
  const fresh = new URLSearchParams({ [field]: of.item ?? of.partner ?? "" })
  return (
    <Section
      title={t(`list.${list}.title`)}
      aside={
        <span className="actions">
          <Link className="link" href={pricesOf(company, list, of)}>
            {t("all")}
          </Link>
          {may(actor, "master_data.edit") && (
            <Link className="btn" href={`${priceListPath(company, list)}/new?${fresh}`}>
              <Plus className="icon" aria-hidden="true" />
              {t(`list.${list}.new`)}
            </Link>
          )}
        </span>
      }
    >
      {page.rows.length > 0 ? (
        <PriceTable company={company} list={list} page={page} without={[field]} />
      ) : (
        <p className="soft">{t(`list.${list}.none`)}</p>
      )}
    </Section>
  )
}
