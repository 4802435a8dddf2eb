"use client"

import { useLocale, useTranslations } from "next-intl"
import { type KeyboardEvent, useEffect, useRef, useState } from "react"
import { countShown } from "@/components/count-shown"
import { useError } from "@/components/form/answer"
import { SearchIcon } from "@/components/icons"
import { Notice } from "@/components/notice"
import { State } from "@/components/state"
import { isMore } from "@/domain/lists/counted-at-most"
import type { VendorChoice } from "@/domain/vendors/list-vendor-choice"
import type { CreatePurchaseInvoiceCompany } from "./create-purchase-invoice-company"
import type { CreatePurchaseInvoiceView } from "./create-purchase-invoice-view"
import { NewVendorFields } from "./new-vendor-fields"
import { useVendorSearch } from "./use-vendor-search"

/** The vendors, searchable; the items' common default vendor first. Blocked ones are shown and cannot be chosen. */
export function VendorListView({
  company,
  view,
}: {
  company: CreatePurchaseInvoiceCompany
  view: CreatePurchaseInvoiceView
}) {
  const [t, language] = [useTranslations("create_purchase_invoice"), useLocale()]
  const error = useError("vendorNo")
  const list = useRef<HTMLUListElement>(null)
  const { found, foundFor, search } = useVendorSearch(company.slug, view)
  const { vendors, total } = found
  const chosen = view.vendor

  const [waiting, setWaiting] = useState<string>()

  /** Enter takes what is named exactly, by itself; else it goes to the offers, as an arrow down does. */
  function toList(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return
    event.preventDefault()
    if (event.key === "Enter") setWaiting(event.currentTarget.value)
    else focusFirst(list.current)
  }

  // Who is quicker than the search waits for what it finds.
  useEffect(() => {
    if (waiting === undefined || waiting !== foundFor) return
    setWaiting(undefined)
    const exact = soleExact(vendors, waiting)
    const radio = exact && list.current?.querySelector<HTMLInputElement>(`input[value="${CSS.escape(exact.no)}"]`)
    if (!radio) return focusFirst(list.current)
    radio.click()
    radio.focus()
  }, [waiting, foundFor, vendors])

  return (
    <>
      <div className="section">
        <h2 id="vendor-heading">{t("selectVendor")}</h2>
        <span className="hint">{t("vendorCount", { count: total, shown: countShown(total, language) })}</span>
      </div>
      <div className="search">
        <SearchIcon className="icon" aria-hidden="true" />
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
              vendor={{
                ...chosen,
                city: "",
                vatRegistrationNo: "",
                blocked: "",
                privacyBlocked: false,
                mergedInto: null,
                unproven: false,
                selectable: true,
              }}
              view={view}
            />
          )}
        </ul>
      </div>
      <p className="hint more" role="status">
        {vendors.length === 0
          ? t("noVendorFound")
          : isMore(total)
            ? t("manyMore")
            : total > vendors.length && t("more", { count: total - vendors.length })}
      </p>
      {company.mayMakeVendors ? <NewVendorFields company={company.slug} view={view} /> : <AskForVendor view={view} />}
    </>
  )
}

/** The one that a text names exactly, by number or name; undefined where it names none, or several. */
function soleExact(vendors: readonly VendorChoice[], text: string): VendorChoice | undefined {
  const wanted = text.trim().toLowerCase()
  const exact = vendors.filter(
    ({ no, name, selectable }) => selectable && [no, name].some(each => each.toLowerCase() === wanted),
  )
  return exact.length === 1 ? exact[0] : undefined
}

const focusFirst = (list: HTMLElement | null) =>
  list?.querySelector<HTMLInputElement>('input[name="vendorNo"]:not(:disabled)')?.focus()

/** Who may make no vendors asks who may, by the name in the search. */
function AskForVendor({ view }: { view: CreatePurchaseInvoiceView }) {
  const t = useTranslations("vendor_registrations.entry")
  return (
    <>
      {view.askedVendor && <Notice announce>{t("asked", { name: view.askedVendor })}</Notice>}
      <button className="btn plain" type="submit" name="intent" value="ask_vendor">
        {t("ask")}
      </button>
      <p className="hint">{t("hint")}</p>
    </>
  )
}

/** A vendor that does not exist yet is made here, so that nothing chosen or typed so far is lost. */
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
        {vendor.unproven && <State name="unproven" />}
        {vendor.selectable ? <span className="count">{vendor.currencyCode}</span> : <State name="blocked" />}
        <span className="hint">{[vendor.no, vendor.city, vendor.vatRegistrationNo].filter(Boolean).join(", ")}</span>
        {common && <span className="hint">{t("defaultVendorOf", { count: common.itemCount })}</span>}
      </label>
    </li>
  )
}
