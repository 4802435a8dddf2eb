"use client"

import type { ReactNode } from "react"
import { isPickAnswer } from "@/app/[company]/sales-invoices/[no]/use-picks"
import { useFormAnswer } from "@/components/form/answer"
import { Form } from "@/components/form/form"
import type { FormAction } from "@/components/form/form-state"
import { Maker, type MakerCompany } from "./maker"
import type { MakerView } from "./maker-view"

export type MakerFormProps = {
  /** createPurchaseInvoice, bound to company and sales invoice. */
  action: FormAction
  company: MakerCompany
  salesInvoiceNo: string
  /** What to begin with; null: `children`, whose submit opens it. */
  view: MakerView | null
  /** The sales invoice with its check boxes (`line`) and the button Create Purchase Invoice. */
  children?: ReactNode
}

/**
 * One form from the lines of the sales invoice to OK: its answer holds what Create Purchase Invoice shows. One form, so
 * that a selection of any size travels in the post and never in the address, also without JavaScript.
 */
export function MakerForm({ action, company, salesInvoiceNo, view, children }: MakerFormProps) {
  return (
    <Form action={action} className="page-form">
      <MakerOrLines company={company} salesInvoiceNo={salesInvoiceNo} view={view}>
        {children}
      </MakerOrLines>
    </Form>
  )
}

function MakerOrLines({ company, salesInvoiceNo, view, children }: Omit<MakerFormProps, "action">) {
  const { state, dismiss } = useFormAnswer()
  const current = isPickAnswer(state.data) ? view : ((state.data as MakerView | undefined) ?? view)
  if (!current) return children
  const close = view ? undefined : dismiss
  return <Maker company={company} salesInvoiceNo={salesInvoiceNo} view={current} close={close} />
}
