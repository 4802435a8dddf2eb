import { useTranslations } from "next-intl"
import { Check, ChevronsUpDown } from "./icons"
import { Link } from "./link"

export type CompanyLink = {
  name: string
  href: string /** Address of its logo; absent: its initial stands there. */
  logo?: string
}

/** The company one is in, as the way home; for users of several companies also the way to another. */
export function CompanyMenu({ company, companies }: { company: CompanyLink; companies: readonly CompanyLink[] }) {
  const t = useTranslations("frame")
  return (
    <div className="companies">
      <Link className="company" href={company.href} title={company.name}>
        {company.logo ? (
          // biome-ignore lint/performance/noImgElement: it is small, and the company's own.
          <img className="mark" src={company.logo} alt="" />
        ) : (
          <span className="mark" aria-hidden="true">
            {company.name.charAt(0).toUpperCase()}
          </span>
        )}
        <span>{company.name}</span>
      </Link>
      {companies.length > 1 && (
        <>
          <button type="button" className="switch" popoverTarget="companies" title={t("switchCompany")}>
            <ChevronsUpDown className="icon" aria-hidden="true" />
            <span className="hidden">{t("switchCompany")}</span>
          </button>
          <nav className="menu companies-menu" id="companies" popover="auto" aria-label={t("companies")}>
            <ul>
              {companies.map(({ name, href }) => (
                <li key={href}>
                  {/* Another company is another frame: a whole new page, which also closes the menu. */}
                  <a href={href} aria-current={href === company.href ? "true" : undefined}>
                    <span>{name}</span>
                    {href === company.href && <Check className="icon" aria-hidden="true" />}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </>
      )}
    </div>
  )
}
