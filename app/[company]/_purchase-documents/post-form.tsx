import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { FocusOnArrival } from "@/components/focus-on-arrival"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { TriangleAlert } from "@/components/icons"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { postDocument } from "./posting-actions"

type Props = {
  company: string
  no: string
  /** Of the draft whose entries are shown. */
  version: number
  /** Ask first, because nobody has reviewed it; "now": it was just refused for that, so the question is gone to. */
  asks: boolean | "now"
  /** The review that it had before it was changed. */
  voided?: { by: string; at: string; changes: string }
  /** Address of the draft. */
  path: string
  /** What is filled in along with it. */
  children?: ReactNode
}

/** Post, or the question before it. */
export async function PostForm({ company, no, version, asks, voided, path, children }: Props) {
  const t = await getTranslations("posting")
  const question = (
    <>
      <TriangleAlert className="icon" aria-hidden="true" />
      <p>
        <strong>{voided ? t("askVoided", voided) : t("ask")}</strong>
      </p>
      <div className="actions">
        <HiddenField name="unreviewed" value="yes" />
        <SubmitButton pendingLabel={t("posting")}>{t("postAnyway")}</SubmitButton>
        <Link className="btn" href={path}>
          {t("cancel")}
        </Link>
      </div>
    </>
  )
  return (
    <Form action={postDocument.bind(null, company, no)} label={t("post")}>
      <HiddenField name="version" value={version} />
      {children}
      {asks === "now" ? (
        <FocusOnArrival className="notice warning" role="alert" answer={version}>
          {question}
        </FocusOnArrival>
      ) : asks ? (
        <div className="notice warning">{question}</div>
      ) : (
        <div className="bar">
          <div className="actions">
            <SubmitButton pendingLabel={t("posting")}>{t("post")}</SubmitButton>
          </div>
        </div>
      )}
    </Form>
  )
}
