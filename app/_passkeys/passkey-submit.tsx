import { getTranslations } from "next-intl/server"
import type { PasskeyUse } from "@/domain/users/passkey-challenge"
import { PasskeyButton } from "./passkey-button"

/** A button that takes a passkey, with its words. Without JavaScript it says that there is no asking for one. */
export async function PasskeySubmit(props: { use: PasskeyUse; label: string; className?: string }) {
  const t = await getTranslations("passkeys")
  const unable = {
    none_here: t("unable.none_here"),
    not_given: t("unable.not_given"),
    there_already: t("unable.there_already"),
    failed: t("unable.failed"),
  }
  return (
    <>
      <PasskeyButton
        use={props.use}
        texts={{ label: props.label, waiting: t("waiting"), unable }}
        className={props.className}
      />
      <noscript>
        <p className="hint">{t("noScript")}</p>
      </noscript>
    </>
  )
}
