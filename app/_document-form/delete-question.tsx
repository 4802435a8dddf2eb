import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { ClientMessages } from "@/app/client-messages"
import { Amount } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { type Fact, Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import type { FormState } from "@/components/form/form-state"
import { HiddenField } from "@/components/form/hidden-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"

type Props = {
  namespace: "sales_invoices" | "purchase_invoices"
  /** The list that the document stands in, and the document's own page. */
  list: { label: string; href: string }
  path: string
  title: ReactNode
  /** Whom the document is with. */
  party: Fact
  header: { no: string; version: number; lineCount: number; amount: string; currencyCode: string }
  amountDecimals: number
  action: (previous: FormState, form: FormData) => Promise<FormState>
}

/** The question before a document is deleted. */
export function DeleteQuestion(props: Props) {
  const { namespace, list, path, title, party, header, amountDecimals, action } = props
  const t = useTranslations(namespace)
  return (
    <ClientMessages>
      <Crumbs trail={[list, { label: header.no, href: path }, { label: t("delete") }]} />
      <PageHead title={title} subject={t("deleteText")} />
      <Facts
        facts={[
          party,
          { term: t("lines"), value: header.lineCount },
          {
            term: t("totalExclVat"),
            value: <Amount value={header.amount} decimals={amountDecimals} currency={header.currencyCode} />,
          },
        ]}
      />
      <Form action={action} label={t("delete")}>
        <HiddenField name="version" value={header.version} />
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
