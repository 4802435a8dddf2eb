import { useLocale, useTimeZone, useTranslations } from "next-intl"
import { type Step, Steps } from "@/components/steps"
import type { PurchaseRequestHeader } from "@/domain/purchase-requests/read-purchase-request"
import { dateIn, formatClock, formatInstant } from "@/language/date-format"
import { formatNumber } from "@/language/number-format"

type Props = {
  request: PurchaseRequestHeader
  /** Whether a worker is busy with it now. */
  active: boolean
  /** Whether the reader asked for it. */
  own: boolean
}

/** Where a request is: queued, in process, ready, or where it broke off. */
export function RequestSteps({ request, active, own }: Props) {
  const t = useTranslations("purchase_requests.step")
  const time = useTimeOf(request.queuedAt)
  const { state, queuedAt, startedAt, finishedAt } = request
  const seconds = useSeconds()
  const queued: Step = {
    state: "queued",
    phase: "past",
    hint: startedAt
      ? t("startedAfter", { time: time(queuedAt), seconds: seconds(queuedAt, startedAt) })
      : time(queuedAt),
  }
  if (state === "queued") {
    const told = own ? t("youAreTold") : t("theyAreTold", { name: request.requestedByName })
    const steps: Step[] = active
      ? [
          queued,
          { state: "in_process", phase: "now", hint: t("building", { count: request.lineCount }) },
          { state: "ready", phase: "ahead", hint: t("linkHere") },
        ]
      : [
          { state: "queued", phase: "now", hint: time(queuedAt) },
          { state: "in_process", phase: "ahead", hint: t("waiting") },
          { state: "ready", phase: "ahead", hint: told },
        ]
    return <Steps steps={steps} />
  }
  const ended = finishedAt ?? queuedAt
  if (state === "ready") {
    const took = { time: time(startedAt ?? queuedAt), seconds: seconds(startedAt ?? queuedAt, ended) }
    return (
      <Steps
        steps={[
          queued,
          { state: "in_process", phase: "past", hint: t("took", took) },
          { state: "ready", phase: "past", hint: time(ended) },
        ]}
      />
    )
  }
  const broken: Step =
    state === "failed"
      ? { state, phase: "broken", hint: t("failed", { time: time(ended), attempt: request.attempts }) }
      : { state, phase: "now", hint: time(ended) }
  return <Steps steps={[queued, broken, { state: "ready", phase: "ahead", hint: t("notReached") }]} />
}

/** The time of day, and the date as well where it is not the day of `first`. */
function useTimeOf(first: Date): (at: Date) => string {
  const [language, zone] = [useLocale(), useTimeZone() ?? "UTC"]
  return at =>
    dateIn(at, zone) === dateIn(first, zone) ? formatClock(at, zone, language, true) : formatInstant(at, zone, language)
}

/** Seconds between two moments with one decimal, whole ones beyond ten. */
function useSeconds(): (from: Date, to: Date) => string {
  const language = useLocale()
  return (from, to) => {
    const hundredths = Math.max(0, Math.round((to.getTime() - from.getTime()) / 10))
    const decimals = hundredths < 1_000 ? { min: 1, max: 2 } : { min: 0, max: 0 }
    return formatNumber((hundredths / 100).toFixed(2), language, decimals)
  }
}
