import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { FewCount } from "./amount"
import {
  Banknote,
  Barcode,
  Bell,
  BookOpen,
  CalendarClock,
  ChartColumn,
  CircleCheck,
  CircleUser,
  Contact,
  Eye,
  Factory,
  FileCheck,
  FileInput,
  FileMinus,
  FileOutput,
  FileSearch,
  FileText,
  History,
  House,
  type Icon,
  KeyRound,
  Link2,
  ListChecks,
  ListRestart,
  ListTree,
  Mails,
  Package,
  Percent,
  Plug,
  Scale,
  SearchIcon,
  Settings2,
  ShieldCheck,
  Tag,
  Tags,
  UserRoundCheck,
  Users,
  WalletCards,
} from "./icons"
import { NavLink } from "./nav-link"

const icons = {
  roleCenter: House,
  salesInvoices: FileText,
  purchaseRequests: ListChecks,
  purchaseInvoices: FileInput,
  purchaseCreditMemos: FileOutput,
  readyForReview: Eye,
  postedPurchaseInvoices: FileCheck,
  postedPurchaseCreditMemos: FileMinus,
  payments: Banknote,
  insight: ChartColumn,
  vendors: Factory,
  items: Barcode,
  customers: Contact,
  purchasePrices: Tag,
  salesPrices: Tags,
  chartOfAccounts: ListTree,
  glEntries: BookOpen,
  vendorLedgerEntries: WalletCards,
  vatEntries: Percent,
  itemLedgerEntries: Package,
  trialBalance: Scale,
  agedPayables: CalendarClock,
  chain: Link2,
  users: Users,
  openingBalances: Scale,
  userHistory: History,
  audit: FileSearch,
  approvalEntries: UserRoundCheck,
  signIn: KeyRound,
  api: Plug,
  webhooks: Plug,
  securityLog: ShieldCheck,
  companySetup: Settings2,
  firstSteps: ListChecks,
  readiness: CircleCheck,
  capturedMail: Mails,
  jobQueue: ListRestart,
} as const satisfies Record<string, Icon>

export type NavEntry = {
  name: keyof typeof icons
  href: string
  /** How many records the list behind it holds that want attention. */
  count?: number
}

function Entries({ entries }: { entries: readonly NavEntry[] }) {
  const t = useTranslations("frame.entry")
  return (
    <ul>
      {entries.map(({ name, href, count }) => {
        const Icon = icons[name]
        return (
          <li key={name}>
            <NavLink href={href} exact={name === "roleCenter"} title={t(name)}>
              <Icon className="icon" aria-hidden="true" />
              <span className="name">{t(name)}</span>
              {count !== undefined && (
                <span className="count">
                  <FewCount value={count} />
                </span>
              )}
            </NavLink>
          </li>
        )
      })}
    </ul>
  )
}

/** The entries of the navigation, and at its foot what is the user's own. Where it is narrow, a popover. */
export function FrameNavigation(props: {
  findHref: string
  entries: readonly NavEntry[]
  books: readonly NavEntry[]
  administration: readonly NavEntry[]
  notifications: { href: string; unread: ReactNode }
  user: { name: string; settingsHref: string }
  signOut: ReactNode
}) {
  const { findHref, entries, books, administration, notifications, user, signOut } = props
  const t = useTranslations("frame")
  return (
    <nav className="nav" id="nav" popover="auto" aria-label={t("main")}>
      <ul>
        <li>
          <NavLink href={findHref} title={t("entry.find")}>
            <SearchIcon className="icon" aria-hidden="true" />
            <span className="name">{t("entry.find")}</span>
            <span className="count" aria-hidden="true">
              <kbd>Ctrl K</kbd>
            </span>
          </NavLink>
        </li>
      </ul>
      {entries.length > 0 && <Entries entries={entries} />}
      {books.length > 0 && (
        <>
          <p className="group">{t("books")}</p>
          <Entries entries={books} />
        </>
      )}
      {administration.length > 0 && (
        <>
          <p className="group">{t("administration")}</p>
          <Entries entries={administration} />
        </>
      )}
      <ul>
        <li>
          <NavLink href={notifications.href} title={t("entry.notifications")}>
            <Bell className="icon" aria-hidden="true" />
            <span className="name">{t("entry.notifications")}</span>
            <span className="count unread">{notifications.unread}</span>
          </NavLink>
        </li>
        <li>
          <NavLink href={user.settingsHref} title={`${t("entry.settings")}: ${user.name}`}>
            <CircleUser className="icon" aria-hidden="true" />
            <span className="name">
              {user.name}
              <span className="hidden">, {t("entry.settings")}</span>
            </span>
          </NavLink>
        </li>
        <li>{signOut}</li>
      </ul>
    </nav>
  )
}
