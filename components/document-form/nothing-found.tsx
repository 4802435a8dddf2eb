"use client"

import { useTranslations } from "next-intl"
import { Link } from "@/components/link"

/** What one may do where a lookup finds nothing. */
type NextStep = { text: string; register?: string }

/** Registers the vendor that was not found. @param register address of the form for a new one; absent: who types may not */
export function RegisterVendor({ text, register }: NextStep) {
  const t = useTranslations("documents")
  if (!register) return null
  const address = `${register}${register.includes("?") ? "&" : "?"}name=${encodeURIComponent(text)}`
  return (
    <Link className="link" href={address}>
      {t("lookup.registerVendor", { name: text })}
    </Link>
  )
}

/** Other ways to name an item. */
export function OtherNames() {
  return useTranslations("documents")("lookup.nothingItem")
}
