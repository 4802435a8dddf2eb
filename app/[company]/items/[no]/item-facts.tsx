import { getTranslations } from "next-intl/server"
import { booksAddress } from "@/app/[company]/_books/addresses"
import { Quantity, UnitAmount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Facts } from "@/components/facts"
import { Link } from "@/components/link"
import type { ItemRead } from "@/domain/items/read-item"

type Props = { read: ItemRead; no: string; company: string; maySeeBooks: boolean }

/** What posting made of an item: what is in stock, and what was paid last. Nobody types it. */
export async function ItemFacts({ read, no, company, maySeeBooks }: Props) {
  const t = await getTranslations("items")
  const { inventory, lastCost, values } = read
  const document = lastCost.documentNo && (
    <>
      {" "}
      {t("from")}{" "}
      {maySeeBooks ? (
        <Link className="link" href={`/${company}/posted-purchase-invoices/${encodeURIComponent(lastCost.documentNo)}`}>
          {lastCost.documentNo}
        </Link>
      ) : (
        lastCost.documentNo
      )}
      , <CalendarDate date={lastCost.postingDate} />
    </>
  )
  const stock = (
    <>
      <Quantity value={inventory ?? "0"} /> {values.baseUnitOfMeasure}
    </>
  )
  return (
    <Facts
      facts={[
        ...(values.type === "inventory"
          ? [
              {
                term: t("inventory"),
                value: maySeeBooks ? (
                  <Link className="link" href={booksAddress(company, "item-ledger-entries", { item: no })}>
                    {stock}
                  </Link>
                ) : (
                  stock
                ),
              },
            ]
          : []),
        {
          term: t("lastDirectCost"),
          value: (
            <>
              <UnitAmount value={lastCost.cost} /> {lastCost.currencyCode}
              {document}
            </>
          ),
        },
      ]}
    />
  )
}
