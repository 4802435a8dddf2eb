import { getTranslations } from "next-intl/server"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import type { Duplicate } from "@/domain/posting/read-duplicates"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"

type Props = { slug: string; documentType: PurchaseDocumentType; duplicates: readonly Duplicate[] }

/** A warning that other drafts of the vendor, of the same type, carry the same number of the vendor's; it stops nothing. */
export async function DraftDuplicates({ slug, documentType, duplicates }: Props) {
  const t = await getTranslations("posting")
  if (duplicates.length === 0) return null
  return (
    <Notice tone="warning" title={t(`duplicates.${documentType}`, { count: duplicates.length })}>
      <ul>
        {duplicates.map(({ no, vendorInvoiceNo }) => (
          <li key={no}>
            <Link className="link" href={draftPath(slug, documentType, no)}>
              {t("duplicate", { no, vendorInvoiceNo })}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
