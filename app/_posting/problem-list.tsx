import { useTranslations } from "next-intl"
import { Link } from "@/components/link"
import type { ProblemText } from "./problem-texts"

/**
 * Reasons why a draft cannot be posted, each a link to what corrects it: the page of the setup, vendor or posted document,
 * else the field itself, which stands before it where both are of use.
 */
export function ProblemList({ problems }: { problems: readonly ProblemText[] }) {
  const t = useTranslations("posting")
  return (
    <ul className="problems">
      {problems.map(({ text, label, field, correction, ask }) => (
        <li key={`${field} ${text}`}>
          {field && correction && (
            <>
              {/* Another page of lines, or the same page: the browser goes to the field. */}
              <a className="link" href={field}>
                {label ?? t("field")}
              </a>{" "}
            </>
          )}
          {correction ? (
            <Link className="link" href={correction}>
              {text}
            </Link>
          ) : field ? (
            <a className="link" href={field}>
              {label ? t("named", { label, text }) : text}
            </a>
          ) : (
            text
          )}
          {ask && <span className="soft"> {ask}</span>}
        </li>
      ))}
    </ul>
  )
}
