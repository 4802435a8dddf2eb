import { getTranslations } from "next-intl/server"
import { ClientMessages } from "@/app/client-messages"
import type { FormState } from "@/app/form-action"
import { Crumbs } from "@/components/crumbs"
import { Form } from "@/components/form/form"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"

type Props = {
  noun: "items" | "customers"
  company: string
  no: string
  name: string
  /** How many prices and discounts go with it. */
  goes?: number
  action: (previous: FormState, form: FormData) => Promise<FormState>
}

/** The question before a card is deleted, which counts what goes with it. */
export async function DeleteCard({ noun, company, no, name, goes = 0, action }: Props) {
  const t = await getTranslations(noun)
  const list = `/${company}/${noun}`
  const path = `${list}/${encodeURIComponent(no)}`
  return (
    <ClientMessages>
      <Crumbs trail={[{ label: t("title"), href: list }, { label: no, href: path }, { label: t("delete") }]} />
      <PageHead title={t("deleteTitle", { no, name })} subject={t("deleteText", { count: goes })} />
      <Form action={action} label={t("delete")} holdsWork={false}>
        <div className="actions">
          <SubmitButton className="btn danger" pendingLabel={t("deleting")}>
            {t("delete")}
          </SubmitButton>
          <Link className="btn" href={path}>
            {t("cancel")}
          </Link>
        </div>
      </Form>
    </ClientMessages>
  )
}
