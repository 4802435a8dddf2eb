"use client"

import { Plus, Search } from "lucide-react"
import { useTranslations } from "next-intl"
import { type KeyboardEvent, useEffect, useRef, useState, useTransition } from "react"
import { VendorFields } from "@/app/[company]/_vendors/vendor-fields"
import { useError } from "@/components/form/answer"
import { State } from "@/components/state"
import type { VendorChoice, VendorChoices } from "@/domain/vendors/list-vendor-choice"
import { searchVendors } from "./actions"
import type { CreatePurchaseInvoiceCompany } from "./create-purchase-invoice-company"
import type { CreatePurchaseInvoiceView } from "./create-purchase-invoice-view"

const typingPause = 150

/** The vendors, searchable; the items' common default vendor first. Blocked ones are shown and cannot be chosen. */
export function VendorListView({
  company,
  view,
}: {
  company: CreatePurchaseInvoiceCompany
  view: CreatePurchaseInvoiceView
}) {
  const t = useTranslations("create_purchase_invoice")
  const error = useError("vendorNo")
  const list = useRef<HTMLUListElement>(null)
  const { found, search } = useVendorSearch(company.slug, view)
  const { vendors, total } = found
  const chosen = view.vendor

  /** Enter or an arrow down goes from the search to the first vendor that can be chosen. */
  function toList(event: KeyboardEvent) {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return
    event.preventDefault()
    const first = list.current?.querySelector<HTMLInputElement>('input[name="vendorNo"]:not(:disabled)')
    if (event.key === "Enter") first?.click()
    first?.focus()
  }

  return (
    <>
      <div className="section">
        <h2 id="vendor-heading">{t("selectVendor")}</h2>
        <span className="hint">{t("vendorCount", { count: total })}</span>
      </div>
      <div className="search">
        <Search className="icon" aria-hidden="true" />
        <input
          className="input"
          type="search"
          name="vendorSearch"
          data-no-work=""
          defaultValue={view.vendorSearch}
          placeholder={t("searchPlaceholder")}
          aria-label={t("searchVendors")}
          autoComplete="off"
          onChange={event => search(event.target.value)}
          onKeyDown={toList}
        />
      </div>
      <noscript>
        <button className="btn" name="intent" value="search" type="submit">
          {t("search")}
        </button>
      </noscript>
      {error && (
        <p className="says bad" id="vendor-error">
          {error}
        </p>
      )}
      <div role="radiogroup" aria-labelledby="vendor-heading" aria-describedby={error && "vendor-error"}>
        <ul className="pick" id="vendorNo" ref={list}>
          {vendors.map(vendor => (
            <Choice key={vendor.no} vendor={vendor} view={view} />
          ))}
          {chosen && !vendors.some(vendor => vendor.no === chosen.no) && (
            <Choice
              vendor={{ ...chosen, city: "", blocked: "", privacyBlocked: false, selectable: true }}
              view={view}
            />
          )}
        </ul>
      </div>
      <p className="hint more" role="status">
        {vendors.length === 0
          ? t("noVendorFound")
          : total > vendors.length && t("more", { count: total - vendors.length })}
      </p>
      {company.mayMakeVendors && <NewVendor view={view} />}
    </>
  )
}

/** A vendor that does not exist yet is made here, so that nothing chosen or typed so far is lost. */
function NewVendor({ view }: { view: CreatePurchaseInvoiceView }) {
  const t = useTranslations("create_purchase_invoice.newVendor")
  const heading = useRef<HTMLHeadingElement>(null)
  const open = view.newVendor !== null
  useEffect(() => {
    if (open) heading.current?.focus()
  }, [open])
  if (!view.newVendor) {
    return (
      <button className="btn plain" type="submit" name="intent" value="open_new_vendor">
        <Plus className="icon" aria-hidden="true" />
        {t("open")}
      </button>
    )
  }
  return (
    <section className="new-vendor" aria-labelledby="new-vendor" data-enter="make_vendor">
      <div className="section">
        <h2 id="new-vendor" ref={heading} tabIndex={-1}>
          {t("open")}
        </h2>
      </div>
      <p className="hint">{t("hint")}</p>
      <input type="hidden" name="newVendor" value="1" />
      <VendorFields choices={view.newVendor} name={view.vendorSearch} />
      <div className="actions">
        <button className="btn" type="submit" name="intent" value="close_new_vendor">
          {t("close")}
        </button>
        <button className="btn primary" type="submit" name="intent" value="make_vendor">
          {t("create")}
        </button>
      </div>
    </section>
  )
}

function Choice({ vendor, view }: { vendor: VendorChoice; view: CreatePurchaseInvoiceView }) {
  const t = useTranslations("create_purchase_invoice")
  const common = view.commonVendor?.no === vendor.no ? view.commonVendor : null
  return (
    <li>
      <label>
        <input
          type="radio"
          name="vendorNo"
          value={vendor.no}
          defaultChecked={view.vendor?.no === vendor.no}
          disabled={!vendor.selectable}
        />
        <span>{vendor.name}</span>
        {vendor.selectable ? <span className="count">{vendor.currencyCode}</span> : <State name="blocked" />}
        <span className="hint">{[vendor.no, vendor.city].filter(Boolean).join(", ")}</span>
        {common && <span className="hint">{t("defaultVendorOf", { count: common.itemCount })}</span>}
      </label>
    </li>
  )
}

/** The list as the server drew it, narrowed while somebody types; the form's next answer is narrowed alike. */
function useVendorSearch(company: string, view: CreatePurchaseInvoiceView) {
  const [found, setFound] = useState<{ since: CreatePurchaseInvoiceView; choices: VendorChoices | undefined }>()
  const [, startSearch] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  function search(text: string) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      startSearch(async () => {
        const answer = text.trim() ? await searchVendors(company, text) : undefined
        startSearch(() => setFound({ since: view, choices: answer }))
      })
    }, typingPause)
  }
  const narrowed = found?.since === view ? found.choices : undefined
  return { found: narrowed ?? { vendors: view.vendors, total: view.vendorTotal }, search }
}
