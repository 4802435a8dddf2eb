import { getTranslations } from "next-intl/server"
import { pricesOf } from "@/app/[company]/_prices/addresses"
import { Link } from "@/components/link"
import { partnerOf, priceListNames, priceLists } from "@/domain/price-lists/price-list-cards"
import type { PriceQuery } from "@/domain/price-lists/read-prices"

type Props = { company: string; list: string; query: PriceQuery }

/** The way to the other lists for the same item, and for the same vendor where they are a vendor's. */
export async function OtherLists({ company, list, query }: Props) {
  const t = await getTranslations("prices")
  const own = priceListNames.find(name => name === list)
  const links = priceListNames
    .filter(name => name !== own)
    .map(name => {
      const isSame = own && partnerOf(priceLists[name]) === partnerOf(priceLists[own])
      return { name, href: pricesOf(company, name, { item: query.item, partner: isSame ? query.partner : undefined }) }
    })
  return (
    <p className="actions">
      {links.map(({ name, href }) => (
        <Link key={name} className="link" href={href}>
          {t(`list.${name}.title`)}
        </Link>
      ))}
    </p>
  )
}
