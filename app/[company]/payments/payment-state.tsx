import { useTranslations } from "next-intl"
import { State, type StateName } from "@/components/state"
import type { paymentStates } from "@/domain/payments/list-payments"

const shapes = { open: "open", settled: "finished", reversed: "cancelled" } as const satisfies Record<string, StateName>

/** Whether a payment is on account, applied, or reversed: a shape and a word. */
export function PaymentState({ state }: { state: (typeof paymentStates)[number] }) {
  const t = useTranslations("payments.states")
  return <State name={shapes[state]}>{t(state)}</State>
}
