import { getTranslations } from "next-intl/server"
import { TextField } from "@/components/form/text-field"
import { longestUrl, type ShownWebhook } from "@/domain/webhooks/webhooks"
import { eventNouns } from "./event-kinds"
import { KindFields } from "./kind-fields"

/** Where a webhook is told, and of what. @param of one that there is */
export async function WebhookFields({ of }: { of?: Pick<ShownWebhook, "url" | "kinds"> }) {
  const t = await getTranslations("webhooks")
  const noun = t as (key: string) => string
  return (
    <>
      <TextField
        name="url"
        label={t("url")}
        hint={t("urlHint")}
        autoComplete="off"
        maxLength={longestUrl}
        defaultValue={of?.url}
        required
      />
      <KindFields
        label={t("kinds")}
        hint={t("kindsHint")}
        nouns={eventNouns.map(each => ({ ...each, label: noun(`noun.${each.noun}`) }))}
        told={of?.kinds}
      />
    </>
  )
}
