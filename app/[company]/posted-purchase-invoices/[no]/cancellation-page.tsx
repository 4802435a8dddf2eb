import { getTranslations } from "next-intl/server"
import { correctionAddress } from "@/app/_posting/correction-address"
import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { shown } from "@/app/form-action"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { CalendarDate } from "@/components/date"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import type { FormAction } from "@/components/form/form-state"
import { TextArea } from "@/components/form/text-area"
import { DateField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { previewCancellation } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import type { PostingProblem } from "@/domain/posting/posting-problem"
import { formatDate } from "@/language/date-format"

export type CancellationProps = { params: Promise<{ company: string; no: string }> }

type Props = CancellationProps & {
  deed: "cancel" | "correct"
  actionFor: (company: string, no: string) => FormAction
}

/** The question before a posted purchase invoice is cancelled or corrected, or every reason why it cannot be. */
export async function CancellationPage({ params, deed, actionFor }: Props) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith("posted_purchase_invoice.correct", slug)
  const { header, problems, postingDate } = await found(previewCancellation(actor, no))
  const t = await getTranslations("posted_purchase_invoices")
  const path = postedPath(slug, "invoice", no)
  // Another date may do: the form is shown then, with what is wrong with this one.
  const obstacles = problems.filter(({ field }) => field !== "postingDate")
  const aboutDate = problems.filter(({ field }) => field === "postingDate")
  const reasons = (those: readonly PostingProblem[]) => <Reasons problems={those} slug={slug} />
  return (
    <ClientMessages>
      <Crumbs
        trail={[
          { label: t("invoice.list"), href: `/${slug}/posted-purchase-invoices` },
          { label: no, href: path },
          { label: t(deed) },
        ]}
      />
      <PageHead title={t(`${deed}Title`, { no })} subject={t(`${deed}Text`)} />
      <Facts
        facts={[
          { term: t("vendor"), value: header.buyFromVendorName },
          { term: t("invoice.externalNo"), value: header.vendorInvoiceNo },
          { term: t("postingDate"), value: <CalendarDate date={header.postingDate} /> },
        ]}
      />
      {obstacles.length > 0 ? (
        <Notice
          tone="warning"
          title={t("cannot")}
          actions={
            <Link className="btn" href={path}>
              {t("back")}
            </Link>
          }
        >
          {reasons(obstacles)}
        </Notice>
      ) : (
        <Form className="form" action={actionFor(slug, no)} label={t(deed)}>
          {aboutDate.length > 0 && <Notice tone="warning">{reasons(aboutDate)}</Notice>}
          <DateField
            name="postingDate"
            label={t("postingDate")}
            defaultValue={formatDate(postingDate, actor.language)}
          />
          <TextArea name="reason" label={t("reason")} required autoFocus />
          <div className="actions">
            <SubmitButton className="btn danger" pendingLabel={t(deed === "cancel" ? "cancelling" : "correcting")}>
              {t(deed)}
            </SubmitButton>
            <Link className="btn" href={path}>
              {t("keep")}
            </Link>
          </div>
        </Form>
      )}
    </ClientMessages>
  )
}

/** Each a link to what corrects it, as where posting is refused. */
async function Reasons(props: { problems: readonly PostingProblem[]; slug: string }) {
  const { problems, slug } = props
  const said = await shown(problems.map(({ code, params }) => ({ code, params })))
  return (
    <ul>
      {said.map(({ text }, index) => {
        const correction = correctionAddress(slug, problems[index]?.correction)
        return (
          <li key={text}>
            {correction ? (
              <Link className="link" href={correction}>
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
