import { NextIntlClientProvider } from "next-intl"
import { getLocale, getMessages, getTimeZone } from "next-intl/server"
import type { ReactNode } from "react"
import type { Namespace } from "@/messages"

/** What the form kit, the shared components and the page for a failure say in the browser. */
const always: readonly Namespace[] = ["common", "failure", "form"]

/** Gives client components the messages of some namespaces; the others stay on the server. */
export async function ClientMessages(props: { namespaces?: readonly Namespace[]; children: ReactNode }) {
  const { namespaces = [], children } = props
  const all: Record<string, unknown> = await getMessages()
  const messages = Object.fromEntries([...always, ...namespaces].map(name => [name, all[name]]))
  return (
    <NextIntlClientProvider
      locale={await getLocale()}
      timeZone={await getTimeZone()}
      messages={messages as Awaited<ReturnType<typeof getMessages>>}
      formats={null}
    >
      {children}
    </NextIntlClientProvider>
  )
}
