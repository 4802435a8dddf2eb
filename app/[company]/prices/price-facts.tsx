import { getTranslations } from "next-intl/server"
import { recordText } from "@/app/[company]/_records/record-text"
import { Facts } from "@/components/facts"
import { Link } from "@/components/link"
import type { PriceRead } from "@/domain/price-lists/read-prices"

/** For whom and what a price is, which stays, each a way to its card; and the file that it came from. */
export async function PriceFacts({ read, company }: { read: PriceRead; company: string }) {
  const { definition, values, choices } = read
  const t = await getTranslations("prices")
  const text = await recordText(definition, choices)
  const facts = definition.keys.map(name => {
    const field = definition.fields.find(each => each.name === name)!
    const shown = text(field, values[name]!)
    if (field.kind !== "card") return { term: t(`field.${name}`), value: shown || t(`blank.${name}`) }
    const label = choices[name]?.find(({ value }) => value === values[name])?.label
    const value = (
      <>
        <Link className="link" href={`/${company}/${field.to}/${encodeURIComponent(shown)}`}>
          {shown}
        </Link>{" "}
        {label}
      </>
    )
    return { term: t(`field.${name}`), value }
  })
  const { imported } = read
  const file = imported && (
    <Link className="link" href={`/${company}/imports/${encodeURIComponent(imported.no)}`}>
      {t("imported", imported)}
    </Link>
  )
  return <Facts facts={file ? [...facts, { term: t("origin"), value: file }] : facts} />
}
