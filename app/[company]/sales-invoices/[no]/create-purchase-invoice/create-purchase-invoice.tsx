"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { memo, type ReactNode, useRef } from "react"
import { Quantity } from "@/components/amount"
import { Instant } from "@/components/date"
import { useFormAnswer } from "@/components/form/answer"
import { History, TriangleAlert } from "@/components/icons"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { askToLeave } from "@/components/unsaved/ask-to-leave"
import { useIssueSentence } from "@/components/use-issue-sentence"
import { CreatePurchaseInvoiceBar } from "./create-purchase-invoice-bar"
import type { CreatePurchaseInvoiceCompany } from "./create-purchase-invoice-company"
import { CreatePurchaseInvoiceLines } from "./create-purchase-invoice-lines"
import type { CreatePurchaseInvoiceView } from "./create-purchase-invoice-view"
import { ScopeChoice } from "./scope-choice"
import { useCreatePurchaseInvoiceControls } from "./use-create-purchase-invoice-controls"
import { usePicksUntilOk } from "./use-picks-until-ok"
import { useSteadySubmit } from "./use-steady-submit"
import { VendorListView } from "./vendor-list"

type CreatePurchaseInvoiceProps = {
  company: CreatePurchaseInvoiceCompany
  /** Address of the sales invoice. */
  invoicePath: string
  view: CreatePurchaseInvoiceView
}

/** Create Purchase Invoice: scope, vendor and lines on one page (look: create-purchase-invoice). */
export const CreatePurchaseInvoice = memo(function CreatePurchaseInvoice({
  company,
  invoicePath,
  view,
}: CreatePurchaseInvoiceProps) {
  const top = useRef<HTMLDivElement>(null)
  const { pending } = useFormAnswer()
  const submit = useSteadySubmit(top)
  usePicksUntilOk(top, { company: company.slug, ...view.salesInvoice }, pending)
  const router = useRouter()
  const cancel = () => askToLeave(() => (isComeFrom(invoicePath) ? router.back() : router.push(invoicePath)))
  useCreatePurchaseInvoiceControls(top, { submit, cancel })
  return (
    // The script sends the form by itself, steadily; without it the buttons do, and Enter works the page out anew.
    <div className="page-part" ref={top} onChange={event => submit.soon(event.target)}>
      <button className="hidden" name="intent" value="update" type="submit" tabIndex={-1} aria-hidden="true" />
      <CreatePurchaseInvoiceNotices company={company} view={view} />
      <div className="create-purchase-invoice">
        <section>
          <ScopeChoice view={view} />
          <VendorListView company={company} view={view} />
        </section>
        <CreatePurchaseInvoiceLines view={view} />
      </div>
      <HiddenState view={view} />
      <CreatePurchaseInvoiceBar view={view} cancelPath={invoicePath} cancel={cancel} pending={pending} />
    </div>
  )
})

/** Whether Back leads to that page, on whichever page of its lines; a browser that cannot tell says no. */
function isComeFrom(path: string): boolean {
  const { navigation } = window
  const before = navigation?.entries()[(navigation.currentEntry?.index ?? 0) - 1]?.url
  return before !== undefined && before !== null && new URL(before).pathname === path
}

function CreatePurchaseInvoiceNotices({
  company,
  view,
}: {
  company: CreatePurchaseInvoiceCompany
  view: CreatePurchaseInvoiceView
}) {
  const t = useTranslations("create_purchase_invoice")
  const request = (no: string) => (
    <Link className="link no" href={`/${company.slug}/purchase-requests/${no}`}>
      {no}
    </Link>
  )
  return (
    <>
      {view.lookAgain && (
        <Notice tone="warning" announce title={t("lookAgain", { vendor: view.vendor?.name ?? "" })}>
          {t("lookAgainThen")}
        </Notice>
      )}
      {view.formUsedBy !== null && (
        <Notice tone="warning" announce title={t("formUsed")}>
          <p className="soft">{t.rich("formUsedBy", { request: () => request(view.formUsedBy ?? "") })}</p>
        </Notice>
      )}
      {view.boughtBefore && <BoughtBefore {...view.boughtBefore} request={request} />}
      {view.askedBefore.length > 0 && (
        <Notice icon={History} title={t("askedBefore")}>
          <ul className="soft">
            {view.askedBefore.map(({ no, requestedByName, requestedAt, vendorName, lineCount }) => (
              <li key={no}>
                {t.rich("askedBeforeIn", {
                  request: () => request(no),
                  count: lineCount,
                  name: requestedByName,
                  vendor: vendorName,
                  at: () => <Instant at={new Date(requestedAt)} />,
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {view.vendorProblems.length > 0 && <VendorProblems view={view} />}
    </>
  )
}

type BoughtBeforeProps = NonNullable<CreatePurchaseInvoiceView["boughtBefore"]> & { request: (no: string) => ReactNode }

/** Which lines are bought beyond what was sold; the next OK says that this is meant. */
function BoughtBefore({ lines, consent, request }: BoughtBeforeProps) {
  const t = useTranslations("create_purchase_invoice")
  return (
    <Notice tone="warning" icon={TriangleAlert} title={t("boughtBefore", { count: lines.length })}>
      <input type="hidden" name="buyAgain" value={consent} />
      <ul className="soft">
        {lines.slice(0, BOUGHT_SHOWN).map(line => (
          <li key={line.lineId}>
            {t.rich("boughtBeforeLine", {
              line: line.lineNo,
              name: `${line.no} ${line.description}`,
              bought: () => <Quantity value={line.bought} />,
              sold: () => <Quantity value={line.sold} />,
              asked: () => <Quantity value={line.asked} />,
              unit: line.unitOfMeasureCode,
              requests: () => line.requestNos.map((no, index) => [index > 0 && ", ", request(no)]),
            })}
          </li>
        ))}
        {lines.length > BOUGHT_SHOWN && <li>{t("boughtBeforeMore", { count: lines.length - BOUGHT_SHOWN })}</li>}
      </ul>
      <p className="soft">{t("buyAgain")}</p>
    </Notice>
  )
}

/** Lines that the question names; it counts the others. */
const BOUGHT_SHOWN = 10

function VendorProblems({ view }: { view: CreatePurchaseInvoiceView }) {
  const say = useIssueSentence()
  return (
    <Notice tone="warning" icon={TriangleAlert} announce>
      <ul>
        {view.vendorProblems.map(problem => (
          <li key={problem.code}>{say(problem)}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** What the form needs to know again when it is sent. */
function HiddenState({ view }: { view: CreatePurchaseInvoiceView }) {
  return (
    <>
      <input type="hidden" name="formId" value={view.formId} />
      <input type="hidden" name="salesInvoiceVersion" value={view.salesInvoice.version} />
      <input type="hidden" name="selection" value={view.selectedLineIds.join(",")} />
      <input type="hidden" name="page" value={view.page} />
      <input type="hidden" name="carried" value={JSON.stringify(view.carried)} />
      <input type="hidden" name="shownScope" value={view.scope} />
      <input type="hidden" name="shownVendorNo" value={view.vendor?.no ?? ""} />
    </>
  )
}
