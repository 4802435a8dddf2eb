"use client"

import { useEffect, useRef, useState, useTransition } from "react"
import type { VendorChoices } from "@/domain/vendors/list-vendor-choice"
import { searchVendors } from "./actions"
import type { CreatePurchaseInvoiceView } from "./create-purchase-invoice-view"

/** Milliseconds of quiet after typing before vendors are looked for. */
const typingPause = 150

type Found = { since: CreatePurchaseInvoiceView; text: string; choices: VendorChoices | undefined }

/** The list as the server drew it, narrowed while somebody types; the form's next answer is narrowed alike. */
export function useVendorSearch(company: string, view: CreatePurchaseInvoiceView) {
  const [found, setFound] = useState<Found>()
  const [, startSearch] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  function search(text: string) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      startSearch(async () => {
        const answer = text.trim() ? await searchVendors(company, text) : undefined
        startSearch(() => setFound({ since: view, text, choices: answer }))
      })
    }, typingPause)
  }
  const own = found?.since === view ? found : undefined
  return {
    found: own?.choices ?? { vendors: view.vendors, total: view.vendorTotal },
    /** The text that these were found for. */
    foundFor: own?.text ?? view.vendorSearch,
    search,
  }
}
