import "@/components/styles/index.css"
import type { Metadata, Viewport } from "next"
import { getLocale } from "next-intl/server"
import type { ReactNode } from "react"
import { FollowLinks } from "@/components/follow-links"
import { LeaveQuestion } from "@/components/unsaved/leave-question"
import { writtenQuickPath } from "@/domain/documents/quick-path"
import { ClientMessages } from "./client-messages"
import { currentUser } from "./session"

export const metadata: Metadata = { title: { default: "Inkoop", template: "%s – Inkoop" } }

export const viewport: Viewport = { colorScheme: "light dark", width: "device-width", initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const asOf = Date.now()
  const user = await currentUser()
  return (
    <html
      lang={await getLocale()}
      data-as-of={asOf}
      data-theme={user?.theme ?? undefined}
      data-single-keys={user?.singleKeys === false ? "off" : undefined}
      data-quick-path={user && writtenQuickPath(user.quickPath)}
    >
      <body>
        <ClientMessages>
          {children}
          <FollowLinks />
          <LeaveQuestion />
        </ClientMessages>
      </body>
    </html>
  )
}
