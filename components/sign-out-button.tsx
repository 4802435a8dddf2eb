import { useTranslations } from "next-intl"
import { LogOut } from "./icons"

/** The button of the sign-out form that stands at the foot of the navigation. */
export function SignOutButton() {
  const t = useTranslations("frame")
  return (
    <button type="submit" title={t("signOut")}>
      <LogOut className="icon" aria-hidden="true" />
      <span className="name">{t("signOut")}</span>
    </button>
  )
}
