import { addressWith } from "@/app/_lists/list-address"
import type { PriceListName } from "@/domain/price-lists/price-list-cards"
import { segmentOf } from "@/domain/records/key-segments"

export const priceListPath = (company: string, list: PriceListName | (string & {})) => `/${company}/prices/${list}`

/** @param key parts of a row's key */
export const pricePath = (company: string, list: string, key: readonly string[]) =>
  [priceListPath(company, list), ...key.map(segmentOf)].join("/")

export const deletePricePath = (company: string, list: string, key: readonly string[]) =>
  [priceListPath(company, list), "delete", ...key.map(segmentOf)].join("/")

/** The list of one vendor, customer or item. */
export const pricesOf = (company: string, list: PriceListName, of: { partner?: string; item?: string }) =>
  addressWith(priceListPath(company, list), {}, of)
