import type { Metadata } from "next"
import type { ReactNode } from "react"
import { logoAddress } from "@/app/[company]/_company/logo-address"
import { FindDialog } from "@/app/[company]/_find/find-dialog"
import { administration, books, entriesFor } from "@/app/[company]/_find/navigation"
import { presenceIn, requireActor, requireUser } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { SignOut } from "@/app/sign-out"
import { Frame } from "@/components/frame"
import { UnreadCount } from "@/components/live/unread-count"
import { SignOutButton } from "@/components/sign-out-button"
import { may } from "@/domain/access/actor"
import { frameCounts } from "@/domain/frame/frame-counts"
import { companiesOf } from "@/domain/users/memberships"

type Props = { params: Promise<{ company: string }>; children: ReactNode }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const name = (await presenceIn((await params).company))?.company.name
  return name ? { title: { default: name, template: `%s – ${name}` } } : {}
}

/** The frame around every page of a company. It protects nothing: each page asks for its actor itself. */
export default async function CompanyLayout({ params, children }: Props) {
  const { actor, company } = await requireActor((await params).company)
  const user = await requireUser()
  const [counts, companies] = await Promise.all([
    frameCounts(actor),
    user.hasOtherCompanies ? companiesOf(user) : [company],
  ])
  const home = `/${company.slug}`
  const { unreadNotifications: unread } = counts
  return (
    <Frame
      company={{ name: company.name, href: home, logo: counts.logo && logoAddress(company.slug, counts.logo) }}
      companies={companies.map(({ name, slug }) => ({ name, href: `/${slug}` }))}
      findHref={`${home}/find`}
      findDialog={
        <ClientMessages namespaces={["find"]}>
          <FindDialog action={`${home}/find`} lookup={`/api/${company.slug}/lookup/everything`} />
        </ClientMessages>
      }
      entries={entriesFor(actor, counts, home)}
      books={may(actor, "books.see") ? books(home) : []}
      administration={administration(actor, home)}
      notifications={{ href: `${home}/notifications`, unread: <UnreadCount company={company.slug} unread={unread} /> }}
      user={{ name: actor.name, settingsHref: `${home}/settings` }}
      signOut={
        <SignOut>
          <SignOutButton />
        </SignOut>
      }
    >
      {children}
    </Frame>
  )
}
