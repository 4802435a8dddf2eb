"use server"

import { redirect } from "next/navigation"
import { untilWorkEnds } from "@/app/_live/hub"
import type { PickAnswer } from "@/app/[company]/sales-invoices/[no]/use-picks"
import { presenceIn } from "@/app/actor"
import { answer, type FormState, shown } from "@/app/form-action"
import { typedFields } from "@/app/typed-fields"
import { type Actor, may } from "@/domain/access/actor"
import { type Issue, Refusal } from "@/domain/errors"
import { BoughtBefore } from "@/domain/purchase-requests/bought-before"
import { type Requested, requestPurchaseInvoice } from "@/domain/purchase-requests/request-purchase-invoice"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { readLineAmounts } from "@/domain/sales-invoices/read-line-amounts"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { askForVendor } from "@/domain/vendors/ask-for-vendor"
import { listVendorChoice, VENDOR_OFFERS, type VendorChoices } from "@/domain/vendors/list-vendor-choice"
import { registerVendor } from "@/domain/vendors/register-vendor"
import { vendorCard } from "@/domain/vendors/vendor-card"
import { enqueue } from "@/jobs/enqueue"
import { jobFor } from "@/jobs/queues"
import { type CreatePurchaseInvoiceInput, readCreatePurchaseInvoiceInput } from "./create-purchase-invoice-input"
import { type CreatePurchaseInvoiceView, createPurchaseInvoiceView } from "./create-purchase-invoice-view"

/** Milliseconds the answer to OK waits for the build; the request's page shows the rest live. */
const timeout = 150

/**
 * Every step of the form: picking over the pages of the sales invoice (its answer's `data` is a PickAnswer), opening it with a selection, another vendor, page or quantity, and OK. The answer's `data` is
 * the form anew (a CreatePurchaseInvoiceView); nothing is written before OK, so Cancel leaves nothing behind.
 */
export async function createPurchaseInvoice(
  company: string,
  salesInvoiceNo: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const step = async (actor: Actor) => {
    const input = readCreatePurchaseInvoiceInput(form, actor.language)
    if (input.intent === "turn_page" || input.intent === "pick_all") return picked(actor, salesInvoiceNo, input)
    if (input.intent === "make_vendor") return withNewVendor(actor, salesInvoiceNo, input, form)
    if (input.intent === "ask_vendor") return withAskedVendor(actor, salesInvoiceNo, input)
    if (input.intent === "ok") return confirmed(actor, salesInvoiceNo, input, company)
    return view(actor, salesInvoiceNo, input)
  }
  return answer(company, form, step, actor =>
    createPurchaseInvoiceView(actor, salesInvoiceNo, readCreatePurchaseInvoiceInput(form, actor.language)),
  )
}

/** The vendors that a search finds, for the list to narrow while typing; nobody's for who may not see them. */
export async function searchVendors(company: string, search: string): Promise<VendorChoices> {
  const presence = await presenceIn(company)
  if (!presence || !may(presence.actor, "master_data.see") || typeof search !== "string")
    return { vendors: [], total: 0 }
  return listVendorChoice(presence.actor, { search: cutText(receivedLine(search), 100), limit: VENDOR_OFFERS })
}

/** What is picked so far on the sales invoice, or all of it, for its page to show again. */
async function picked(actor: Actor, salesInvoiceNo: string, { intent, selectedLineIds }: CreatePurchaseInvoiceInput) {
  const picks = await readLineAmounts(
    actor,
    salesInvoiceNo,
    intent === "pick_all" ? { kind: "all_lines" } : { kind: "selected_lines", lineIds: selectedLineIds },
  )
  return { data: { picks } satisfies PickAnswer }
}

/** Makes the vendor and chooses it; refused, its fields stay open as typed. */
async function withNewVendor(actor: Actor, salesInvoiceNo: string, input: CreatePurchaseInvoiceInput, form: FormData) {
  try {
    const { no } = await registerVendor(actor, typedFields(form, vendorCard))
    return view(actor, salesInvoiceNo, { ...input, vendorNo: no, newVendor: false })
  } catch (error) {
    if (error instanceof Refusal) return view(actor, salesInvoiceNo, input, error.issues)
    throw error
  }
}

/** Asks a purchaser for the vendor whose name stands in the search; the form stays as it is. */
async function withAskedVendor(actor: Actor, salesInvoiceNo: string, input: CreatePurchaseInvoiceInput) {
  try {
    const name = input.vendorSearch.trim()
    await askForVendor(actor, { name, documentType: "sales_invoice", documentNo: salesInvoiceNo })
    return view(actor, salesInvoiceNo, input, [], { askedVendor: name })
  } catch (error) {
    if (error instanceof Refusal) return view(actor, salesInvoiceNo, input, error.issues)
    throw error
  }
}

/** OK: leads to the request's page; with what stands in the way of a request, the form comes back. */
async function confirmed(actor: Actor, salesInvoiceNo: string, input: CreatePurchaseInvoiceInput, company: string) {
  const { vendorNo } = input
  const issues = [...input.issues]
  if (vendorNo === null) issues.push({ field: "vendorNo", code: "vendor_missing" })
  if (vendorNo === null || issues.length > 0) return view(actor, salesInvoiceNo, input, issues)
  if (!isShownAsAsked(input)) return view(actor, salesInvoiceNo, input, [], { lookAgain: true })
  const requested = await request(actor, salesInvoiceNo, { ...input, vendorNo })
  if (requested instanceof BoughtBefore) {
    const { lines, consent } = requested
    return view(actor, salesInvoiceNo, input, requested.issues, { boughtBefore: { lines, consent } })
  }
  if (Array.isArray(requested)) return refused(actor, salesInvoiceNo, input, requested.filter(isNotSaidByView))
  redirect(`/${company}/purchase-requests/${requested.no}${requested.kind === "already_requested" ? "?already=1" : ""}`)
}

/** Whether the page showed the lines and costs of the vendor and scope that are asked for. */
const isShownAsAsked = ({ shownFor, vendorNo, scope }: CreatePurchaseInvoiceInput) =>
  shownFor.vendorNo === vendorNo && shownFor.scope === scope.kind

async function request(
  actor: Actor,
  salesInvoiceNo: string,
  input: CreatePurchaseInvoiceInput & { vendorNo: string },
): Promise<Requested | BoughtBefore | Issue[]> {
  try {
    const requested = await requestPurchaseInvoice(actor, { ...input, formId: input.formId ?? "", salesInvoiceNo })
    if (requested.kind === "requested") await start(actor.companyId, requested.no, requested.generation)
    return requested
  } catch (error) {
    if (error instanceof BoughtBefore) return error
    if (error instanceof Refusal) return error.issues
    throw error
  }
}

/** Most requests are built while the answer is on its way: waiting that long lets it show the outcome at once. */
async function start(companyId: number, no: string, generation: number): Promise<void> {
  const ended = untilWorkEnds({ companyId, type: "purchase_request", no }, timeout)
  if (await enqueue(jobFor(purchaseRequestWork, companyId, no, generation))) await ended
}

const isNotSaidByView = (issue: Issue) => issue.code !== "sales_invoice_changed"

/** Other content under a used form id comes back as typed, with a fresh id and a link to the first request. */
async function refused(actor: Actor, salesInvoiceNo: string, input: CreatePurchaseInvoiceInput, issues: Issue[]) {
  const used = issues.find(issue => issue.code === "form_used")
  if (!used) return view(actor, salesInvoiceNo, input, issues)
  return view(actor, salesInvoiceNo, { ...input, formId: null }, [], { formUsedBy: String(used.params?.no) })
}

async function view(
  actor: Actor,
  salesInvoiceNo: string,
  input: CreatePurchaseInvoiceInput,
  issues: readonly Issue[] = input.intent === "ok" ? input.issues : [],
  more: Partial<Pick<CreatePurchaseInvoiceView, "lookAgain" | "formUsedBy" | "boughtBefore" | "askedVendor">> = {},
) {
  const data = { ...(await createPurchaseInvoiceView(actor, salesInvoiceNo, input)), ...more }
  const all = [...issues, ...changedMeanwhile(input, data.salesInvoice)]
  return { data, status: all.length > 0 ? ("refused" as const) : ("done" as const), issues: await shown(all) }
}

/** Every answer shows the lines as they are now; the first that shows others than the page did says so. */
function changedMeanwhile(
  input: CreatePurchaseInvoiceInput,
  { no, version }: { no: string; version: number },
): Issue[] {
  if (input.intent === "open" || input.salesInvoiceVersion === version) return []
  return [{ code: "sales_invoice_changed", params: { no } }]
}
