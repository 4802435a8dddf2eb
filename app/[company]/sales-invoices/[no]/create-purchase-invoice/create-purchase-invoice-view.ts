import "server-only"
import { randomUUID } from "node:crypto"
import type { NewVendorChoices } from "@/app/[company]/_vendors/vendor-fields"
import type { Actor } from "@/domain/access/actor"
import { listCountries } from "@/domain/countries/countries"
import type { BoughtTwice } from "@/domain/purchase-requests/bought-before"
import { type PreparedLine, type PreparedPurchase, preparePurchase } from "@/domain/purchase-requests/prepare-purchase"
import { listVendorChoice, VENDOR_OFFERS, type VendorChoice } from "@/domain/vendors/list-vendor-choice"
import { readVendorFormChoices } from "@/domain/vendors/read-vendor"
import { formatNumber } from "@/language/number-format"
import type { CreatePurchaseInvoiceInput, TypedLine } from "./create-purchase-invoice-input"

/** Where nothing is searched for. */
const VENDORS_SHOWN = 50

/** A line as the form shows it: numbers in the reader's way, or as they were typed. */
export type CreatePurchaseInvoiceLine = PreparedLine & { quantityText: string; costText: string }

/** Everything the form shows; goes to the browser. */
export type CreatePurchaseInvoiceView = Omit<PreparedPurchase, "lines" | "askedBefore"> & {
  formId: string
  scope: "all_lines" | "selected_lines"
  selectedLineIds: number[]
  lines: CreatePurchaseInvoiceLine[]
  /** Typed on other pages, by line id. */
  carried: Record<number, TypedLine>
  vendors: VendorChoice[]
  vendorTotal: number
  vendorSearch: string
  askedBefore: (Omit<PreparedPurchase["askedBefore"][number], "requestedAt"> & { requestedAt: string })[]
  /** Lines or costs were shown for another choice than the one sent: look again before choosing OK. */
  lookAgain: boolean
  /** What a new vendor can have, while its fields are open. */
  newVendor: NewVendorChoices | null
  /** The vendor that purchasers were just asked to register. */
  askedVendor: string | null
  /** Number of the request that other content was committed as, under this form's former id. */
  formUsedBy: string | null
  /** Lines of which OK would buy more than was sold, and what to send with the next OK to do so. */
  boughtBefore: { lines: readonly BoughtTwice[]; consent: string } | null
}

/** What the form shows for an input, worked out anew; what was typed stays as it was typed. */
export async function createPurchaseInvoiceView(
  actor: Actor,
  salesInvoiceNo: string,
  input: Pick<
    CreatePurchaseInvoiceInput,
    | "scope"
    | "selectedLineIds"
    | "vendorNo"
    | "vendorSearch"
    | "page"
    | "edits"
    | "typed"
    | "issues"
    | "newVendor"
    | "formId"
  >,
): Promise<CreatePurchaseInvoiceView> {
  const prepared = await preparePurchase(actor, { ...input, salesInvoiceNo })
  const { vendors, total } = await listVendorChoice(actor, {
    search: input.vendorSearch,
    preferredNo: prepared.commonVendor?.no ?? prepared.vendor?.no ?? null,
    limit: input.vendorSearch.trim() === "" ? VENDORS_SHOWN : VENDOR_OFFERS,
  })
  const onPage = new Set(prepared.lines.map(line => line.lineId))
  return {
    ...prepared,
    formId: input.formId ?? randomUUID(),
    scope: input.scope.kind,
    selectedLineIds: input.selectedLineIds,
    lines: prepared.lines.map(line => shownLine(line, actor.language, input, prepared.vendor)),
    carried: Object.fromEntries([...input.typed].filter(([lineId]) => !onPage.has(lineId))),
    vendors,
    vendorTotal: total,
    vendorSearch: input.vendorSearch,
    askedBefore: prepared.askedBefore.map(request => ({ ...request, requestedAt: request.requestedAt.toISOString() })),
    lookAgain: false,
    newVendor: input.newVendor
      ? { ...(await readVendorFormChoices(actor)), countries: listCountries(actor.language) }
      : null,
    askedVendor: null,
    formUsedBy: null,
    boughtBefore: null,
  }
}

/** The form as it opens: all lines, the given vendor or the items' common one. */
export function openingView(
  actor: Actor,
  salesInvoiceNo: string,
  vendorNo: string | null,
): Promise<CreatePurchaseInvoiceView> {
  const nothing = { selectedLineIds: [], edits: new Map(), typed: new Map(), issues: [], newVendor: false }
  return createPurchaseInvoiceView(actor, salesInvoiceNo, {
    ...nothing,
    formId: null,
    scope: { kind: "all_lines" },
    vendorNo,
    vendorSearch: "",
    page: 1,
  })
}

function shownLine(
  line: PreparedLine,
  language: Actor["language"],
  { typed, issues }: Pick<CreatePurchaseInvoiceInput, "typed" | "issues">,
  vendor: PreparedPurchase["vendor"],
): CreatePurchaseInvoiceLine {
  const inReadersWay = (value: string, min: number) => formatNumber(value, language, { min, grouping: false })
  const own = typed.get(line.lineId)
  const unreadable = issues.some(issue => issue.field === `lines.${line.lineId}.cost`)
  const defaultCost = line.defaultUnitCost
  return {
    ...line,
    quantityText: own?.quantity ?? inReadersWay(line.quantity, 0),
    costText:
      line.costSource?.kind === "typed" || unreadable
        ? (own?.cost ?? "")
        : defaultCost === null
          ? ""
          : inReadersWay(defaultCost, vendor?.amountDecimals ?? 2),
  }
}
