import { randomUUID } from "node:crypto"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { correctionAddress } from "@/app/_posting/correction-address"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { shown } from "@/app/form-action"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { CalendarDate } from "@/components/date"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { type Creditable, readCreditable } from "@/domain/posted-purchase-documents/read-creditable"
import { makeCreditMemo } from "./actions"
import { everything } from "./credit-input"
import { CreditLines } from "./credit-lines"

type Props = { params: Promise<{ company: string; no: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("posted_purchase_invoices")
  return { title: t("credit.titleOf", { no: decodeURIComponent((await params).no) }) }
}

/** What of a posted purchase invoice is credited, line by line; or why nothing can be. */
export default async function CreditMemoPage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith("purchase_invoice.edit_all", slug)
  const creditable = await found(readCreditable(actor, no, Number(parameter(await searchParams, "page") ?? 1)))
  const t = await getTranslations("posted_purchase_invoices")
  const { header } = creditable
  const path = postedPath(slug, "invoice", no)
  return (
    <ClientMessages namespaces={["posted_purchase_invoices", "documents"]}>
      <Crumbs
        trail={[
          { label: t("invoice.list"), href: `/${slug}/posted-purchase-invoices` },
          { label: no, href: path },
          { label: t("credit.title") },
        ]}
      />
      <PageHead title={t("credit.titleOf", { no })} subject={t("credit.text")} />
      <Facts
        facts={[
          { term: t("vendor"), value: header.buyFromVendorName },
          { term: t("invoice.externalNo"), value: header.vendorInvoiceNo },
          { term: t("postingDate"), value: <CalendarDate date={header.postingDate} /> },
        ]}
      />
      <Drafts drafts={creditable.drafts} slug={slug} />
      {creditable.problem ? (
        <Obstacle problem={creditable.problem} path={path} slug={slug} />
      ) : (
        <CreditForm creditable={creditable} path={path} slug={slug} />
      )}
    </ClientMessages>
  )
}

/** Drafts that credit the invoice too, each a link. */
async function Drafts({ drafts, slug }: { drafts: readonly string[]; slug: string }) {
  const t = await getTranslations("posted_purchase_invoices")
  if (drafts.length === 0) return null
  return (
    <Notice tone="warning" title={t("credit.drafts")}>
      <ul>
        {drafts.map(no => (
          <li key={no}>
            <Link className="link no" href={draftPath(slug, "credit_memo", no)}>
              {no}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

type ObstacleProps = { problem: NonNullable<Creditable["problem"]>; path: string; slug: string }

async function Obstacle({ problem, path, slug }: ObstacleProps) {
  const t = await getTranslations("posted_purchase_invoices")
  const [said] = await shown([{ code: problem.code, params: problem.params }])
  const correction = correctionAddress(slug, problem.correction)
  const back = (
    <Link className="btn" href={path}>
      {t("back")}
    </Link>
  )
  return (
    <Notice tone="warning" title={t("credit.cannot")} actions={back}>
      {correction ? (
        <p>
          <Link className="link" href={correction}>
            {said?.text}
          </Link>
        </p>
      ) : (
        said?.text
      )}
    </Notice>
  )
}

async function CreditForm({ creditable, path, slug }: { creditable: Creditable; path: string; slug: string }) {
  const t = await getTranslations("posted_purchase_invoices")
  const { header, lines, page, pageCount, amountDecimals } = creditable
  const turn = (to: number) => (to < 1 || to > pageCount ? undefined : `${path}/credit-memo?page=${to}`)
  return (
    <Form action={makeCreditMemo.bind(null, slug, header.no)} label={t("credit.title")}>
      <HiddenField name="formId" value={randomUUID()} />
      <Section title={t("credit.lines")}>
        <p className="hint">
          {t("credit.amountHint")} {pageCount > 1 && t("credit.pages")}
        </p>
        {lines.length === 0 ? (
          <p className="hint">{t("credit.nothingOnPage")}</p>
        ) : (
          <CreditLines
            lines={lines.map(({ line, ...left }) => ({
              lineNo: line.lineNo,
              type: line.type,
              no: line.no ?? "",
              description: line.description,
              unitOfMeasureCode: line.unitOfMeasureCode,
              quantity: line.quantity,
              lineAmount: line.lineAmount,
              quantityLeft: left.quantityLeft,
              amountLeft: left.amountLeft,
            }))}
            decimals={amountDecimals}
            pricesIncludingVat={header.pricesIncludingVat}
          />
        )}
        <Pager
          previous={turn(page - 1)}
          next={turn(page + 1)}
          shown={pageCount > 1 ? t("pageOf", { page, pages: pageCount }) : undefined}
        />
      </Section>
      <div className="actions">
        <SubmitButton name="intent" value="lines" pendingLabel={t("credit.creating")}>
          {t("credit.create")}
        </SubmitButton>
        <SubmitButton className="btn" name="intent" value={everything} pendingLabel={t("credit.creating")}>
          {t("credit.everything")}
        </SubmitButton>
        <Link className="btn" href={path}>
          {t("keep")}
        </Link>
      </div>
    </Form>
  )
}
