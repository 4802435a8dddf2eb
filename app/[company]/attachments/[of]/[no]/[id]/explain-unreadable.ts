import "server-only"
import { getTranslations } from "next-intl/server"
import type { Language } from "@/language/language"

/**
 * Says in a page of its own that a file cannot be read where it is kept, to who opens it beside the lines or by its address.
 * @param view whether it may stand in a frame of the portal
 */
export async function explainUnreadable(language: Language, view: boolean): Promise<Response> {
  const t = await getTranslations({ locale: language, namespace: "attachments" })
  const page = `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${t("unreadable")}</title></head>
<body><main><h1>${t("unreadable")}</h1><p>${t("unreadableText")}</p></main></body>
</html>`
  return new Response(page, {
    status: 503,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors ${view ? "'self'" : "'none'"}; sandbox`,
      "Cache-Control": "no-store",
    },
  })
}
