import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { type CompanyLink, CompanyMenu } from "./company-menu"
import { FrameNavigation, type NavEntry } from "./frame-navigation"
import { Bell, Menu } from "./icons"
import { Link } from "./link"
import { PageLandmark } from "./page-landmark"

export type FrameProps = {
  /** The company one is in; its address is that of the Role Center. */
  company: CompanyLink
  /** Every company of the user, the current one among them; with one alone there is nothing to switch. */
  companies: readonly CompanyLink[]
  /** Where everything is searched. */
  findHref: string
  /** The same above any page, by a key. */
  findDialog: ReactNode
  entries: readonly NavEntry[]
  books?: readonly NavEntry[]
  administration?: readonly NavEntry[]
  /** `unread` is shown in two places; nothing (null) where there is none. */
  notifications: { href: string; unread: ReactNode }
  user: { name: string; settingsHref: string }
  /** The sign-out form, with a SignOutButton in it. */
  signOut: ReactNode
  /** What watches for news, such as the live region; outside the page's own landmark. */
  live?: ReactNode
  children: ReactNode
}

/**
 * What stands around every page of a company: skip link, navigation, the page's landmark. A rail of icons below 1440 px,
 * a top bar with a menu below 960 px; the menu opens without a script.
 */
export function Frame(props: FrameProps) {
  const { company, companies, findHref, findDialog, entries, books = [], administration = [] } = props
  const { notifications, user, signOut, live, children } = props
  const t = useTranslations("frame")
  return (
    <>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <div className="frame">
        <header className="side">
          <CompanyMenu company={company} companies={companies} />
          <div className="topbar">
            <Link className="btn plain square" href={notifications.href}>
              <Bell className="icon" aria-hidden="true" />
              <span className="hidden">{t("entry.notifications")}</span>
              <span className="badge">{notifications.unread}</span>
            </Link>
            <button type="button" className="btn plain square" popoverTarget="nav">
              <Menu className="icon" aria-hidden="true" />
              <span className="hidden">{t("menu")}</span>
            </button>
          </div>
          <FrameNavigation
            findHref={findHref}
            entries={entries}
            books={books}
            administration={administration}
            notifications={notifications}
            user={user}
            signOut={signOut}
          />
        </header>
        <PageLandmark>{children}</PageLandmark>
      </div>
      {findDialog}
      {live}
    </>
  )
}
