import { getTranslations } from "next-intl/server"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { isSettled, type SetupAreas } from "@/domain/readiness/read-setup-areas"

/** Of a company that is not wholly set up: how far it is, and what comes next. */
export async function FirstStepsNotice({ setup, company }: { setup: SetupAreas; company: string }) {
  const [t, steps] = [await getTranslations("role_center.first"), await getTranslations("first_steps")]
  const { areas, settled } = setup
  const next = areas.find(area => !isSettled(area))!
  return (
    <Notice
      title={t("title", { settled, all: areas.length })}
      actions={
        <Link className="btn" href={`/${company}/administration/first-steps`}>
          {steps("title")}
        </Link>
      }
    >
      {t("text", { area: steps(`area.${next.name}`) })}
    </Notice>
  )
}
