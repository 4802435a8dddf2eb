import { getTranslations } from "next-intl/server"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import type { Duplicate } from "@/domain/posting/read-posting-setup"

/** A warning that other drafts of the vendor carry the same Vendor Invoice No.; it stops nothing. */
export async function DraftDuplicates({ slug, duplicates }: { slug: string; duplicates: readonly Duplicate[] }) {
  const t = await getTranslations("posting")
  if (duplicates.length === 0) return null
  return (
    <Notice tone="warning" title={t("duplicates", { count: duplicates.length })}>
      <ul>
        {duplicates.map(({ no, vendorInvoiceNo }) => (
          <li key={no}>
            <Link className="link" href={`/${slug}/purchase-invoices/${encodeURIComponent(no)}`}>
              {t("duplicate", { no, vendorInvoiceNo })}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
