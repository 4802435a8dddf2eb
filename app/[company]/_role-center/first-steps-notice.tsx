import { getTranslations } from "next-intl/server"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"

/** Of a company that has posted nothing yet: where to see what lacks. */
export async function FirstStepsNotice({ company }: { company: string }) {
  const t = await getTranslations("role_center.first")
  return (
    <Notice
      title={t("title")}
      actions={
        <Link className="btn" href={`/${company}/administration/readiness`}>
          {t("open")}
        </Link>
      }
    >
      {t("text")}
    </Notice>
  )
}
