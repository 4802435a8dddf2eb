import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Circle, CircleCheck } from "./icons"
import { type StateName, shapes } from "./state"

export type Step = {
  state: StateName
  /** Behind one, where one is, where it broke off, or still to come. */
  phase: "past" | "now" | "broken" | "ahead"
  hint?: ReactNode
}

/** Where something is on its way: done steps bear a tick, those ahead an empty ring. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations("common")
  return (
    <ol className="steps" aria-label={t("steps")}>
      {steps.map(({ state, phase, hint }) => {
        const { icon: Icon, tone } =
          phase === "past"
            ? { icon: CircleCheck, tone: "done" }
            : phase === "ahead"
              ? { icon: Circle, tone: "" }
              : shapes[state]
        const here = phase === "now" || phase === "broken"
        return (
          <li key={state} className={phase === "ahead" ? undefined : phase} aria-current={here ? "step" : undefined}>
            <span className={tone ? `state ${tone}` : "state"}>
              <Icon className="icon" aria-hidden="true" />
              {t(`state.${state}`)}
            </span>
            {hint && <span className="hint">{hint}</span>}
          </li>
        )
      })}
    </ol>
  )
}
