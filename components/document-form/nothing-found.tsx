"use client"

import { useTranslations } from "next-intl"

/** What one may do where a lookup finds nothing. */
type NextStep = { text: string; register?: VendorIntent }

/** A button of the form that registers the vendor in it, or asks for it, with the rest left as typed. */
export type VendorIntent = { intent: "open_new_vendor" | "ask_vendor" }

/** Registers the vendor that was not found. @param register what a button of this form asks for; absent: who types may not */
export function RegisterVendor({ text, register }: NextStep) {
  const t = useTranslations("documents")
  if (!register) return null
  return (
    <button className="btn plain" type="submit" name="intent" value={register.intent}>
      {t(register.intent === "ask_vendor" ? "lookup.askForVendor" : "lookup.registerVendor", { name: text })}
    </button>
  )
}

/** Other ways to name an item. */
export function OtherNames() {
  return useTranslations("documents")("lookup.nothingItem")
}
