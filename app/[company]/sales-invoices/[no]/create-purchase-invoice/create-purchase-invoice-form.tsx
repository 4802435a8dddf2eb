"use client"

import { useRef } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { Form } from "@/components/form/form"
import type { FormAction, FormState } from "@/components/form/form-state"
import { CreatePurchaseInvoice } from "./create-purchase-invoice"
import type { CreatePurchaseInvoiceCompany } from "./create-purchase-invoice-company"
import { CreatePurchaseInvoiceHead } from "./create-purchase-invoice-head"
import { createPurchaseInvoicePath } from "./create-purchase-invoice-path"
import type { CreatePurchaseInvoiceView } from "./create-purchase-invoice-view"
import { Opening } from "./opening"
import { useKeptChoices } from "./use-kept-choices"

export type CreatePurchaseInvoiceFormProps = {
  /** createPurchaseInvoice, bound to company and sales invoice. */
  action: FormAction
  company: CreatePurchaseInvoiceCompany
  /** Address of the sales invoice. */
  invoicePath: string
  /** All lines; what was picked or typed in this tab goes before it. */
  view: CreatePurchaseInvoiceView
  /** The vendor that the address asks for. */
  vendorNo: string | null
}

/**
 * Create Purchase Invoice: a form whose answers hold what it shows next. A selection of any size travels in the post and
 * never in the address: without a script the sales invoice's form is posted here, with one its picks are sent on arrival.
 */
export function CreatePurchaseInvoiceForm({ action, invoicePath, ...content }: CreatePurchaseInvoiceFormProps) {
  return (
    <Form
      action={action}
      className="page-form"
      postTo={createPurchaseInvoicePath(invoicePath)}
      isUnsavedAfter={isTyped}
    >
      <Content invoicePath={invoicePath} {...content} />
    </Form>
  )
}

/** Nothing is stored before OK; what the form opens with was not typed. */
const isTyped = (_answer: FormState, intent: string) => intent !== "open"

function Content({ company, invoicePath, view, vendorNo }: Omit<CreatePurchaseInvoiceFormProps, "action">) {
  const top = useRef<HTMLDivElement>(null)
  const { drawing } = useFormAnswer()
  const invoice = { company: company.slug, ...view.salesInvoice }
  const { isOpening, again } = useKeptChoices(top, createPurchaseInvoicePath(invoicePath), invoice, vendorNo)
  const current = (drawing.data as CreatePurchaseInvoiceView | undefined) ?? view
  return (
    <div className="page-part" ref={top}>
      <CreatePurchaseInvoiceHead company={company} invoicePath={invoicePath} salesInvoice={view.salesInvoice} />
      {isOpening ? (
        <Opening again={again} />
      ) : (
        <CreatePurchaseInvoice company={company} invoicePath={invoicePath} view={current} />
      )}
    </div>
  )
}
