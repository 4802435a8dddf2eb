import { useTranslations } from "next-intl"
import { State } from "@/components/state"
import type { IsoDate } from "@/domain/dates/date"
import type { ApprovalPersonView, ApprovalView } from "@/domain/purchase-approvals/read-approvals"
import { formatDate, formatInstant } from "@/language/date-format"
import type { Language } from "@/language/language"
import { Deadline } from "./deadline"
import { VoidedBy } from "./voided-by"

type Props = {
  rounds: readonly ApprovalView[]
  timeZone: string
  language: Language
  /** The company's today, where deadlines still run. */
  day?: IsoDate
}

const stateNames = {
  pending: "pending_approval",
  approved: "approved",
  rejected: "rejected",
  cancelled: "cancelled",
  voided: "voided",
} as const

/** Approvals as lines of people and dates, the latest round first; earlier ones to unfold. */
export function ApprovalRounds({ rounds, ...how }: Props) {
  const t = useTranslations("approvals")
  const [latest, ...earlier] = rounds
  if (!latest) return null
  return (
    <>
      <Round round={latest} {...how} />
      {earlier.length > 0 && (
        <details>
          <summary>{t("earlier", { count: earlier.length })}</summary>
          {earlier.map(round => (
            <Round key={round.id} round={round} {...how} />
          ))}
        </details>
      )}
    </>
  )
}

function Round({ round, timeZone, language, day }: { round: ApprovalView } & Omit<Props, "rounds">) {
  const t = useTranslations("approvals")
  return (
    <div>
      <p>
        <State name={stateNames[round.state]} />{" "}
        {t("sentBy", { name: round.sentByName, at: formatInstant(round.sentAt, timeZone, language) })}
      </p>
      {round.voidedByField.length > 0 && <VoidedBy fields={round.voidedByField} />}
      <ol>
        {round.steps.map(({ step, needed, people }) => (
          <li key={step}>
            {people.length > needed && <p className="hint">{t("anyOf", { needed })}</p>}
            <ul>
              {people.map(person => (
                <li key={person.entryId}>
                  <Person person={person} timeZone={timeZone} language={language} day={day} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Person({ person, timeZone, language, day }: { person: ApprovalPersonView } & Omit<Props, "rounds">) {
  const t = useTranslations("approvals")
  const { name, forName, fromName, decision, decidedAt, state, dueDate, reason, question } = person
  const who = forName ? t("nameFor", { name, forName }) : fromName ? t("nameFrom", { name, fromName }) : name
  const at = decidedAt ? formatInstant(decidedAt, timeZone, language) : ""
  const said =
    decision === null
      ? state === "open" && dueDate
        ? t("due", { date: formatDate(dueDate, language) })
        : t(`entry.${state}`)
      : t(`decision.${decision}`, { at })
  return (
    <>
      <strong>{who}</strong>: {said}
      {state === "open" && day && (question !== null || (dueDate ?? day) < day) && (
        <>
          {" ("}
          <Deadline dueDate={dueDate} askedOf={question?.ofName} day={day} />)
        </>
      )}
      {decision === "approved" && state === "void" && ` (${t("noLonger")})`}
      {reason !== "" && ` — ${reason}`}
    </>
  )
}
