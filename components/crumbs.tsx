import { useTranslations } from "next-intl"
import { Fragment } from "react"
import { ChevronRight } from "./icons"
import { Link } from "./link"

export type Crumb = { label: string; href?: string }

/** The way down to the page; the last one is the page itself and needs no address. */
export function Crumbs({ trail }: { trail: readonly Crumb[] }) {
  const t = useTranslations("common")
  return (
    <nav className="crumbs" aria-label={t("breadcrumb")}>
      {trail.map(({ label, href }, index) => (
        <Fragment key={label}>
          {index > 0 && <ChevronRight className="icon" aria-hidden="true" />}
          {href && index < trail.length - 1 ? (
            <Link href={href}>{label}</Link>
          ) : (
            <span aria-current={index === trail.length - 1 ? "page" : undefined}>{label}</span>
          )}
        </Fragment>
      ))}
    </nav>
  )
}
