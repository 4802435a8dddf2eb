import "server-only"
import type { getTranslations } from "next-intl/server"
import type { Candidate } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import type { Issue } from "@/domain/errors"
import { type FoundItem, findItemsOfEach, findNamedItems } from "@/domain/items/find-items"
import type { ItemsToBuy, ItemToBuy } from "@/domain/purchase-documents/look-up-items"
import { formatDate } from "@/language/date-format"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"

/** An item to choose: its number goes into the field, its name beside it. */
export function itemCandidate(item: FoundItem, buying: boolean): Candidate {
  return {
    value: item.no,
    label: item.description,
    hint: [item.no, item.vendorItemNo, item.gtin].filter(Boolean).join(", "),
    disabled: item.blocked || (buying ? item.purchasingBlocked : item.salesBlocked),
  }
}

/** An item to buy for a draft: what it costs of its vendor and what is in stock, or why it cannot be bought. */
export function itemToBuyCandidate(
  {
    no,
    description,
    vendorItemNo,
    gtin,
    unitOfMeasureCode,
    stock,
    unitCost,
    pricePer,
    boughtBefore,
    lastBought,
    faults,
  }: ItemToBuy,
  { amountDecimals, currencyCode, companyCurrencyCode }: Omit<ItemsToBuy, "items">,
  language: Language,
  t: Awaited<ReturnType<typeof getTranslations<"documents">>>,
  say: (issue: Pick<Issue, "code" | "params">) => string,
): Candidate {
  const cost = unitCost && `${currencyCode}\u00a0${formatNumber(unitCost, language, { min: amountDecimals })}`
  const facts = [
    no,
    vendorItemNo,
    gtin,
    cost &&
      t("lookup.cost", {
        cost,
        unit:
          pricePer === "1" ? unitOfMeasureCode : `${t(`pricePer.${pricePer}` as "pricePer.100")} ${unitOfMeasureCode}`,
      }),
    stock !== null && t("lookup.stock", { stock: formatNumber(stock, language), unit: unitOfMeasureCode }),
    boughtBefore && t("lookup.boughtBefore"),
    lastBought &&
      t("lookup.lastBought", {
        date: formatDate(lastBought.date, language),
        vendor: lastBought.vendorName,
        cost: `${companyCurrencyCode}\u00a0${formatNumber(lastBought.unitCost, language, { min: 2 })}`,
      }),
  ]
  return {
    value: no,
    label: description,
    hint: (faults.length > 0 ? [no, ...faults.map(say)] : facts.filter(Boolean)).join(" · "),
    disabled: faults.length > 0,
  }
}

/** Texts that a search is made for at once; the others are told to wait until those are corrected. */
const SEARCHED_AT_ONCE = 20

/** What a text was found to mean: one, or those it may mean, the best first; null where it was not looked for yet. */
export type Meant<Found> = { one: Found } | { candidates: Candidate[] } | null

/**
 * The items that texts name: by number, vendor item number or whole name. Two statements at most, and a bounded number of
 * searches, whatever the number of texts.
 *
 * @param buying items blocked for purchasing cannot be chosen
 */
export async function resolveItems(
  actor: Actor,
  texts: readonly string[],
  buying: boolean,
): Promise<Map<string, Meant<FoundItem>>> {
  const distinct = [...new Set(texts)]
  const named = await findNamedItems(actor, distinct)
  const unnamed = distinct.filter(text => !named.has(text)).slice(0, SEARCHED_AT_ONCE)
  const found = await findItemsOfEach(actor, unnamed)
  const searched = new Set(unnamed)
  const meant = (text: string): Meant<FoundItem> => {
    const one = named.get(text)
    if (one) return { one }
    if (!searched.has(text)) return null
    return { candidates: (found.get(text) ?? []).map(item => itemCandidate(item, buying)) }
  }
  return new Map(distinct.map(text => [text, meant(text)]))
}
