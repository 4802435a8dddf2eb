import { useTranslations } from "next-intl"
import { Deadline } from "@/app/[company]/_approvals/deadline"
import { FactSign } from "@/app/[company]/_facts/fact-list"
import { type OwnCurrency, useFactText } from "@/app/[company]/_facts/fact-text"
import { MarginShown } from "@/app/[company]/_facts/margin-shown"
import { Amount } from "@/components/amount"
import { AttachedCount } from "@/components/attached-count"
import { Age } from "@/components/date"
import { Banknote, CalendarClock, FileOutput, TriangleAlert, UserRound } from "@/components/icons"
import { State } from "@/components/state"
import { shownState } from "@/domain/approvals/shown-state"
import { today } from "@/domain/dates/date"
import type { QueueRow } from "@/domain/review-queue/read-queue"

const states = { post: "reviewed", sent_back: "sent_back", failed: "failed" } as const

/** What a row of the queue says: from whom, how much, who asked, since when, what is left of the sale, and the worst fact. */
export function QueueCard({ row, currency, timeZone }: { row: QueueRow; currency: OwnCurrency; timeZone: string }) {
  const [t, facts, say] = [useTranslations("queue"), useTranslations("facts"), useFactText(currency)]
  const own = row.ownAmount
  return (
    <>
      <strong>{row.vendorName}</strong>
      <strong className="num">
        {row.amount === null ? (
          own && <Amount value={own.amount} decimals={own.amountDecimals} currency={own.currencyCode} />
        ) : (
          <Amount value={row.amount} decimals={currency.amountDecimals} currency={currency.currencyCode} />
        )}
      </strong>
      <span className="soft">
        <span className="no">{row.kind === "accounts" ? row.vendorNo : row.no}</span>{" "}
        <UserRound className="icon" aria-hidden="true" /> {row.requesterName} <AttachedCount count={row.attachments} />
      </span>
      <span className="hint num">
        <Age at={row.since} timeZone={timeZone} beyond="days" />
      </span>
      {row.amount === null && own && (
        <span className="says">
          <TriangleAlert className="icon" aria-hidden="true" />
          {t("noRate", { currency: own.currencyCode })}
        </span>
      )}
      {row.asked?.dueDate && (
        <span className="says">
          <CalendarClock className="icon" aria-hidden="true" />
          <Deadline dueDate={row.asked.dueDate} askedOf={row.asked.askedOf || undefined} day={today(timeZone)} />
        </span>
      )}
      {row.margin !== undefined && (
        <span className="says">
          {facts("margin.title")} <MarginShown margin={row.margin} />
        </span>
      )}
      {row.kind !== "review" && (
        <span className="says">
          <KindOf row={row} />
        </span>
      )}
      {row.documentType === "credit_memo" && (
        <span className="says">
          <FileOutput className="icon" aria-hidden="true" />
          {t("credit_memo")}
        </span>
      )}
      {row.worst && (
        <span className="says">
          <FactSign severity={row.worst.severity} />
          <span>{say(row.worst)}</span>
        </span>
      )}
    </>
  )
}

/** What is no draft to review: its kind and state. */
function KindOf({ row }: { row: QueueRow }) {
  const t = useTranslations("queue")
  if (row.kind !== "payments" && row.kind !== "accounts")
    return <State name={states[row.kind as keyof typeof states]} />
  return (
    <>
      <Banknote className="icon" aria-hidden="true" />
      {row.kind === "accounts" ? (
        <>
          {t("bank_account")} <State name={row.asked ? "pending_approval" : "open"} />
        </>
      ) : (
        <>
          {t("payment_order")} {row.orderState && <State name={shownState("rules", row.orderState)} />}
        </>
      )}
    </>
  )
}
