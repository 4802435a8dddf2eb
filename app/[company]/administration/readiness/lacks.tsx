import { getTranslations } from "next-intl/server"
import { issueSentences } from "@/app/issue-sentences"
import { Link } from "@/components/link"
import type { Actor } from "@/domain/access/actor"
import type { Lack } from "@/domain/readiness/lacks"
import { mendingAddress } from "./mending-address"

const ofIssue = "errors."

/** What a job lacks, each a link to where it is mended. */
export async function Lacks({ actor, company, lacks }: { actor: Actor; company: string; lacks: readonly Lack[] }) {
  const t = await getTranslations("readiness")
  const say = await issueSentences()
  if (lacks.length === 0) return null
  return (
    <ul className="problems">
      {lacks.map(({ code, params, mend }) => {
        const address = mendingAddress(actor, company, mend)
        const text = code.startsWith(ofIssue)
          ? say({ code: code.slice(ofIssue.length), params })
          : t(`lack.${code}` as "lack.no_vendor", params)
        return (
          <li key={text}>
            {address ? (
              <Link className="link" href={address}>
                {text}
              </Link>
            ) : (
              text
            )}
          </li>
        )
      })}
    </ul>
  )
}
