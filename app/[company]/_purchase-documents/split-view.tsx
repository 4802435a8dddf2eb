import { getTranslations } from "next-intl/server"
import { AlreadyPosted } from "@/app/_posting/already-posted"
import { draftPath, type PurchaseKind } from "@/app/[company]/_document-kinds/draft-kinds"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { Amount, Quantity } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { CheckboxGroup } from "@/components/form/checkbox-group"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { isServiceCharge, isTextLine } from "@/domain/documents/draft"
import type { DraftLine } from "@/domain/documents/line-fields"
import { readPurchaseLines } from "@/domain/purchase-documents/preview-purchase-edit"
import { draftOrPosted } from "./draft-or-posted"
import { splitDraft } from "./split-action"

export type SplitProps = { params: Promise<{ company: string; no: string }> }

/** Asks which lines of a rejected draft go into a draft of their own. */
export async function SplitView({ kind, params }: SplitProps & { kind: PurchaseKind }) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { documentType } = kind
  const { actor } = await requireActorWith(kind.right, slug)
  const read = await draftOrPosted(actor, no, documentType, readPurchaseLines(actor, no, documentType))
  const t = await getTranslations("purchase_invoices")
  const ongoing = { label: t(`${documentType}.ongoing`), href: `/${slug}/${kind.folder}` }
  if (read.posted) {
    return <AlreadyPosted actor={actor} slug={slug} draftNo={no} list={ongoing} posted={read.posted} />
  }
  const { header, lines, amountDecimals } = read.draft
  const path = draftPath(slug, documentType, no)
  const options = lines
    .filter(line => !isServiceCharge(line))
    .map(line => ({ value: String(line.lineId), label: <LineLabel line={line} decimals={amountDecimals} /> }))
  return (
    <ClientMessages>
      <Crumbs trail={[ongoing, { label: no, href: path }, { label: t("split.title") }]} />
      <PageHead title={t("split.titleOf", { no })} subject={t("split.text")} />
      {header.reviewState !== "sent_back" ? (
        <Notice>{t("split.notRejected")}</Notice>
      ) : (
        <Form className="form" action={splitDraft.bind(null, slug, no)} label={t("split.title")}>
          <HiddenField name="version" value={header.version} />
          {header.sentBackReason && <Notice title={t("split.why")}>{header.sentBackReason}</Notice>}
          <CheckboxGroup name="line" label={t("split.lines")} hint={t("split.hint")} options={options} />
          <div className="actions">
            <SubmitButton pendingLabel={t("split.doing")}>{t("split.do")}</SubmitButton>
            <Link className="btn" href={path}>
              {t("cancel")}
            </Link>
          </div>
        </Form>
      )}
    </ClientMessages>
  )
}

function LineLabel({ line, decimals }: { line: DraftLine; decimals: number }) {
  if (isTextLine(line)) return <>{line.description || "–"}</>
  return (
    <>
      <span className="no">{line.no}</span> {line.description}{" "}
      <span className="hint">
        <Quantity value={line.quantity} /> {line.unitOfMeasureCode} ·{" "}
        <Amount value={line.lineAmount} decimals={decimals} />
      </span>
    </>
  )
}
