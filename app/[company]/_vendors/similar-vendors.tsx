"use client"

import { useTranslations } from "next-intl"
import { useFormAnswer } from "@/components/form/answer"
import { TriangleAlert } from "@/components/icons"
import { Link } from "@/components/link"
import { returnAddress } from "./return-address"

type Props = {
  company: string
  /** Where one goes back to with a vendor chosen; null: to its card. */
  returnTo?: string | null
  /** A button of the form takes the vendor, by the intent `use-<no>`. */
  byIntent?: true
}

/**
 * Vendors that the one in the form may be, beside it. They were seen once they are sent back: the form is then saved, unless it
 * has come to be like others.
 */
export function SimilarVendors({ company, returnTo = null, byIntent }: Props) {
  const t = useTranslations("vendors.similar")
  const label = useTranslations("vendors.field")
  const found = useFormAnswer().issuesFor("vendors.similar")
  if (found.length === 0) return null
  const vendors = found.map(({ params = {} }) => ({
    no: String(params.no),
    name: String(params.name),
    told: [params.no, params.city, params.vat].filter(Boolean).join(", "),
    by: t(`by.${String(params.by)}`),
  }))
  return (
    <section className="notice warning wide" id="vendors.similar" aria-label={label("similar")} tabIndex={-1}>
      <TriangleAlert className="icon" aria-hidden="true" />
      <p>
        <strong>{label("similar")}</strong>
      </p>
      <ul>
        {vendors.map(({ no, name, told, by }) => (
          <li key={no}>
            <strong>{name}</strong>, {told}: {by}{" "}
            {byIntent ? (
              <button className="btn" type="submit" name="intent" value={`use-${no}`}>
                {t("use")}
              </button>
            ) : (
              <Link
                className="link"
                href={returnAddress(returnTo, no) ?? `/${company}/vendors/${encodeURIComponent(no)}`}
              >
                {returnTo === null ? t("open") : t("use")}
              </Link>
            )}
          </li>
        ))}
      </ul>
      <p className="soft">{t("then")}</p>
      <input type="hidden" name="vendors.similarSeen" value={vendors.map(({ no }) => no).join(",")} />
    </section>
  )
}
