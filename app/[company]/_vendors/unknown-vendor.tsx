"use client"

import { useParams } from "next/navigation"
import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { Plus } from "@/components/icons"
import { Notice } from "@/components/notice"
import { SimilarVendors } from "./similar-vendors"
import type { UnknownVendorView } from "./unknown-vendor-view"
import { VendorFields } from "./vendor-fields"

/** Registers the vendor that was typed into a document's Vendor field, or asks for it, with the rest of the form left as typed. */
export function UnknownVendor() {
  const { company = "" } = useParams<{ company?: string }>()
  const t = useTranslations("vendor_registrations.entry")
  const entry = (useFormAnswer().drawing.data as { unknownVendor?: UnknownVendorView } | undefined)?.unknownVendor
  if (!entry) return null
  const { name, mayRegister, choices, isAsked } = entry
  if (isAsked) return <Notice announce>{t("asked", { name })}</Notice>
  if (choices) return <NewVendor company={company} name={name} choices={choices} />
  return (
    <div className="wide">
      <p className="hint">{t("unknown", { name })}</p>
      <button className="btn" type="submit" name="intent" value={mayRegister ? "open_new_vendor" : "ask_vendor"}>
        <Plus className="icon" aria-hidden="true" />
        {mayRegister ? t("register") : t("ask")}
      </button>
    </div>
  )
}

type NewVendorProps = { company: string; name: string; choices: NonNullable<UnknownVendorView["choices"]> }

function NewVendor({ company, name, choices }: NewVendorProps) {
  const t = useTranslations("vendors")
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="new-vendor wide" aria-labelledby="new-vendor">
      <h3 id="new-vendor" ref={heading} tabIndex={-1}>
        {t("newTitle")}
      </h3>
      <input type="hidden" name="newVendor" value="1" />
      <SimilarVendors company={company} byIntent />
      <VendorFields choices={choices} name={name} />
      <div className="actions">
        <button className="btn" type="submit" name="intent" value="close_new_vendor">
          {t("form.cancel")}
        </button>
        <button className="btn primary" type="submit" name="intent" value="make_vendor">
          {t("form.create")}
        </button>
      </div>
    </section>
  )
}
