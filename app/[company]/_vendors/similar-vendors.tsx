"use client"

import { useTranslations } from "next-intl"
import { SimilarCards } from "@/app/[company]/_similar/similar-cards"
import { Link } from "@/components/link"
import { returnAddress } from "./return-address"

type Props = {
  company: string
  /** Where one goes back to with a vendor chosen; null: to its card. */
  returnTo?: string | null
  /** A button of the form takes the vendor, by the intent `use-<no>`. */
  byIntent?: true
}

/** Vendors that the one in the form may be, each to be taken in its place where a document waits for one. */
export function SimilarVendors({ company, returnTo = null, byIntent }: Props) {
  const t = useTranslations("vendors.similar")
  return (
    <SimilarCards
      slug="vendors"
      action={no =>
        byIntent ? (
          <button className="btn" type="submit" name="intent" value={`use-${no}`}>
            {t("use")}
          </button>
        ) : (
          <Link className="link" href={returnAddress(returnTo, no) ?? `/${company}/vendors/${encodeURIComponent(no)}`}>
            {returnTo === null ? t("open") : t("use")}
          </Link>
        )
      }
    />
  )
}
