import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { FocusOnArrival } from "./focus-on-arrival"
import { OctagonAlert } from "./icons"

export type ErrorMessage = {
  text: string
  /** The id of the control that is to be corrected; without one the message is about the whole. */
  field?: string
  /** What that control is called; it stands before the text, which may say no more than "Fill this in." */
  label?: string
}

/**
 * What has to be corrected, at the top of a form, each message a link to its field; takes the focus when it arrives.
 * @param answer something that differs with every answer of the server, so that a second refusal is read as well
 */
export function ErrorSummary(props: {
  errors: readonly ErrorMessage[]
  title?: string
  answer?: unknown
  /** The link that corrects it. */
  remedy?: ReactNode
}) {
  const { errors, title, answer, remedy } = props
  const t = useTranslations("common.errors")
  if (errors.length === 0) return null
  const [only] = errors
  return (
    <FocusOnArrival className="notice failure" role="alert" answer={answer}>
      <OctagonAlert className="icon" aria-hidden="true" />
      {errors.length === 1 && only && !only.field && !title ? (
        <p>
          <strong>{only.text}</strong>
        </p>
      ) : (
        <>
          <p>
            <strong>{title ?? t("summary", { count: errors.length })}</strong>
          </p>
          <ul>
            {errors.map(({ text, field, label }) => (
              <li key={`${field} ${text}`}>
                {field ? (
                  <a className="link" href={`#${field}`}>
                    {label ? t("named", { label, text }) : text}
                  </a>
                ) : (
                  text
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {remedy && <div className="actions">{remedy}</div>}
    </FocusOnArrival>
  )
}
