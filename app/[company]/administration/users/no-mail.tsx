import { getTranslations } from "next-intl/server"
import { Notice } from "@/components/notice"

/** Why nobody can be invited where no mail server is set. */
export async function NoMail() {
  const t = await getTranslations("users.noMail")
  return (
    <Notice tone="warning" title={t("title")}>
      {t("text")}
    </Notice>
  )
}
