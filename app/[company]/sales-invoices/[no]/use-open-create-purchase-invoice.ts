"use client"

import { useRouter } from "next/navigation"
import { type MouseEvent, useTransition } from "react"
import { forgetForm, keepForm } from "@/components/form/kept-form"
import { createPurchaseInvoicePath } from "./create-purchase-invoice/create-purchase-invoice-path"
import { openingForm } from "./create-purchase-invoice/use-kept-choices"
import type { Picks } from "./kept-picks"

/**
 * Create Purchase Invoice with what is picked: a page of its own, which finds the selection in the tab. Without a script
 * the button posts it there.
 *
 * @param path address of the sales invoice
 * @returns whether it is on its way, and what the button does
 */
export function useOpenCreatePurchaseInvoice(path: string, picks: Picks): [boolean, (event: MouseEvent) => void] {
  const router = useRouter()
  const [isOpening, startOpening] = useTransition()
  const open = (event: MouseEvent) => {
    event.preventDefault()
    const to = createPurchaseInvoicePath(path)
    if (picks.size > 0) keepForm(to, openingForm([...picks.keys()]))
    else forgetForm(to)
    startOpening(() => router.push(to))
  }
  return [isOpening, open]
}
