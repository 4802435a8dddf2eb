import { getTranslations } from "next-intl/server"
import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"

/** Names the posted invoice that a draft credit memo credits. @param slug the company in the address */
export async function CreditsNotice({ slug, no }: { slug: string; no: string }) {
  const t = await getTranslations("purchase_invoices")
  return (
    <Notice>
      <p>
        {t.rich("creditsInvoice", {
          no,
          link: text => (
            <Link className="link no" href={postedPath(slug, "invoice", no)}>
              {text}
            </Link>
          ),
        })}
      </p>
    </Notice>
  )
}
