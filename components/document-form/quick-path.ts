"use client"

import { useSyncExternalStore } from "react"
import { type QuickPathField, readQuickPath } from "@/domain/documents/quick-path"
import type { LineColumn, PriceField } from "./view"

/** Names of the fields at which Enter stops in this document's form, as the user has chosen. @param priceField how it calls its price */
export const quickStops = (priceField: PriceField): string[] =>
  stopsIn(readQuickPath(document.documentElement.dataset.quickPath), priceField)

const stopsIn = (path: readonly QuickPathField[], priceField: PriceField): string[] =>
  path.map(field => (field === "price" ? priceField : field))

/** The columns of a document at which Enter stops, as the user has chosen. */
export function useQuickColumns(columns: readonly LineColumn[], priceField: PriceField): readonly LineColumn[] {
  const written = useSyncExternalStore(
    () => () => {},
    () => document.documentElement.dataset.quickPath,
    () => undefined,
  )
  const stops = stopsIn(readQuickPath(written), priceField)
  return columns.filter(({ name }) => stops.includes(name))
}
