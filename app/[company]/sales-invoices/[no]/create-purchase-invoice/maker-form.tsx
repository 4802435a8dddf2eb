"use client"

import { useRef } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { Form } from "@/components/form/form"
import type { FormAction, FormState } from "@/components/form/form-state"
import { Maker, type MakerCompany } from "./maker"
import { MakerHead } from "./maker-head"
import { makerPath } from "./maker-path"
import type { MakerView } from "./maker-view"
import { Opening } from "./opening"
import { useKeptMaker } from "./use-kept-maker"

export type MakerFormProps = {
  /** createPurchaseInvoice, bound to company and sales invoice. */
  action: FormAction
  company: MakerCompany
  /** Address of the sales invoice. */
  invoicePath: string
  /** All lines; what was picked or typed in this tab goes before it. */
  view: MakerView
  /** The vendor that the address asks for. */
  vendorNo: string | null
}

/**
 * Create Purchase Invoice: a form whose answers hold what it shows next. A selection of any size travels in the post and
 * never in the address: without a script the sales invoice's form is posted here, with one its picks are sent on arrival.
 */
export function MakerForm({ action, invoicePath, ...content }: MakerFormProps) {
  return (
    <Form action={action} className="page-form" postTo={makerPath(invoicePath)} isUnsavedAfter={isTyped}>
      <Content invoicePath={invoicePath} {...content} />
    </Form>
  )
}

/** Nothing is stored before OK; what the form opens with was not typed. */
const isTyped = (_answer: FormState, intent: string) => intent !== "open"

function Content({ company, invoicePath, view, vendorNo }: Omit<MakerFormProps, "action">) {
  const top = useRef<HTMLDivElement>(null)
  const { drawing } = useFormAnswer()
  const invoice = { company: company.slug, ...view.salesInvoice }
  const { isOpening, again } = useKeptMaker(top, makerPath(invoicePath), invoice, vendorNo)
  const current = (drawing.data as MakerView | undefined) ?? view
  return (
    <div className="page-part" ref={top}>
      <MakerHead company={company} invoicePath={invoicePath} salesInvoice={view.salesInvoice} />
      {isOpening ? <Opening again={again} /> : <Maker company={company} invoicePath={invoicePath} view={current} />}
    </div>
  )
}
