import { useTranslations } from "next-intl"
import { State } from "@/components/state"
import type { ShownWebhook } from "@/domain/webhooks/webhooks"

/** Whether a webhook is told of what happens, and whether it answers. */
export function WebhookState({ isFailing, switchedOffAt }: Pick<ShownWebhook, "isFailing" | "switchedOffAt">) {
  const t = useTranslations("webhooks")
  if (switchedOffAt) return <State name="cancelled">{t("off")}</State>
  return isFailing ? <State name="failed">{t("failing")}</State> : <State name="active" />
}
