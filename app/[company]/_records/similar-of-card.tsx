"use client"

import { useParams } from "next/navigation"
import { useTranslations } from "next-intl"
import { SimilarCards } from "@/app/[company]/_similar/similar-cards"
import { Link } from "@/components/link"

/** In the form of a card: others of its kind that it may be, each led to. */
export function SimilarOfCard({ slug }: { slug: string }) {
  const { company } = useParams<{ company: string }>()
  const t = useTranslations(slug as "vendors")
  return (
    <SimilarCards
      slug={slug}
      action={no => (
        <Link className="link" href={`/${company}/${slug}/${encodeURIComponent(no)}`}>
          {t("similar.open")}
        </Link>
      )}
    />
  )
}
