import "server-only"
import { getTranslations } from "next-intl/server"
import type { SecurityLine } from "@/domain/security-log/list-security-log"

/** What more there is to say of an entry: in words where there are, else as the portal names it. */
export async function detailWords(): Promise<(line: SecurityLine) => string> {
  const [t, history] = await Promise.all([getTranslations("security_log"), getTranslations("users.history.kind")])
  return ({ kind, detail, subject }) => {
    const own = `details.${detail}` as Parameters<typeof t.has>[0]
    const done = detail as Parameters<typeof history.has>[0]
    const words =
      kind === "rights_changed" && history.has(done)
        ? history(done as "joined")
        : t.has(own)
          ? t(own as "details.one")
          : detail
    return [subject?.name, words].filter(Boolean).join(": ")
  }
}
