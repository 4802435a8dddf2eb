import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { Link } from "@/components/link"

/** Says why there is nothing to see here, and the way on. */
export async function DeadEnd({ because, children }: { because: "notFound" | "forbidden"; children?: ReactNode }) {
  const t = await getTranslations(`auth.${because}`)
  return (
    <div className="panel">
      <h1>{t("title")}</h1>
      <p className="read">{t("text")}</p>
      {children && <p className="read">{children}</p>}
      <p>
        <Link className="btn" href="/">
          {t("home")}
        </Link>
      </p>
    </div>
  )
}
