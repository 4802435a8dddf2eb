import { TriangleAlert } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { FocusOnArrival } from "@/components/focus-on-arrival"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { postPurchaseInvoice } from "./posting-actions"

type Props = {
  company: string
  no: string
  /** Of the draft whose entries are shown. */
  version: number
  /** Ask first, because nobody has reviewed it. */
  asks: boolean
  /** Address of the draft. */
  path: string
}

/** Post, or the question before it. */
export async function PostForm({ company, no, version, asks, path }: Props) {
  const t = await getTranslations("posting")
  return (
    <Form action={postPurchaseInvoice.bind(null, company, no)} label={t("post")}>
      <HiddenField name="version" value={version} />
      {asks ? (
        <FocusOnArrival className="notice warning" role="alert" answer={version}>
          <TriangleAlert className="icon" aria-hidden="true" />
          <p>
            <strong>{t("ask")}</strong>
          </p>
          <div className="actions">
            <HiddenField name="unreviewed" value="yes" />
            <SubmitButton pendingLabel={t("posting")}>{t("postAnyway")}</SubmitButton>
            <Link className="btn" href={path}>
              {t("cancel")}
            </Link>
          </div>
        </FocusOnArrival>
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
