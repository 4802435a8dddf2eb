import { getTranslations } from "next-intl/server"
import { AlreadyPosted } from "@/app/_posting/already-posted"
import { DraftDuplicates } from "@/app/_posting/draft-duplicates"
import { Entries } from "@/app/_posting/entries"
import { ProblemList } from "@/app/_posting/problem-list"
import { draftPath, type PurchaseKind } from "@/app/[company]/_document-kinds/draft-kinds"
import { OpenEntries } from "@/app/[company]/_payments/open-entries"
import { openEntry } from "@/app/[company]/_payments/open-entry"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { Amount } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { CalendarDate } from "@/components/date"
import { Facts } from "@/components/facts"
import { FocusOnArrival } from "@/components/focus-on-arrival"
import { OctagonAlert } from "@/components/icons"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { type Actor, may } from "@/domain/access/actor"
import { shownState } from "@/domain/approvals/shown-state"
import { toPlain } from "@/domain/money/decimal"
import { type PostingPreview, previewPosting } from "@/domain/purchase-documents/preview-posting"
import { formatNumber } from "@/language/number-format"
import { AllowDuplicateForm } from "./allow-duplicate-form"
import { CreditsNotice } from "./credits-notice"
import { draftOrPosted } from "./draft-or-posted"
import { PostForm } from "./post-form"
import { isBarred, reasonsAgainst } from "./reasons"
import { TurnNotice } from "./turn-notice"
import { voidedReview } from "./voided-review"

export type PreviewPostingProps = {
  params: Promise<{ company: string; no: string }>
  /** `refused`: posting was just refused; `ask`: nobody has reviewed it, so the question comes first. */
  searchParams: Promise<{ refused?: string | string[]; ask?: string | string[] }>
}

/** Preview Posting: every reason why posting would be refused, or else exactly the entries it makes; and Post. */
export async function PreviewPostingView({ kind, params, searchParams }: PreviewPostingProps & { kind: PurchaseKind }) {
  const [{ company: slug, no: encoded }, search] = [await params, await searchParams]
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith(kind.right, slug)
  const read = await draftOrPosted(actor, no, kind.documentType, previewPosting(actor, no, kind.documentType))
  const [t, list] = await Promise.all([getTranslations("posting"), getTranslations("purchase_invoices")])
  const ongoing = { label: list(`${kind.documentType}.ongoing`), href: `/${slug}/${kind.folder}` }
  if (read.posted) {
    return <AlreadyPosted actor={actor} slug={slug} draftNo={no} list={ongoing} posted={read.posted} />
  }
  const preview = read.draft
  const { header, posting, currency } = preview
  const path = draftPath(slug, kind.documentType, no)
  const mayPost = may(actor, "purchase_invoice.post")
  const barred = isBarred(preview)
  const applies = preview.applicable.length > 0
  const asks = search.ask !== undefined && !preview.isReviewed
  const voided = await voidedReview(preview)
  return (
    <ClientMessages namespaces={["payments"]}>
      <Crumbs trail={[ongoing, { label: no, href: path }, { label: t("preview") }]} />
      <PageHead
        title={t("previewOf", { no })}
        state={<State name={shownState(preview.approval, header.reviewState)} />}
        subject={[header.buyFromVendorName, header.buyFromCity].filter(Boolean).join(", ")}
      />
      <Reasons actor={actor} preview={preview} slug={slug} path={path} refused={search.refused !== undefined} />
      {header.creditsNo !== null && <CreditsNotice slug={slug} no={header.creditsNo} />}
      <TurnNotice actor={actor} company={slug} header={header} />
      {may(actor, "posted_purchase_invoice.correct") &&
        preview.problems.some(({ code }) => code.startsWith("duplicate_posted_")) && (
          <AllowDuplicateForm company={slug} no={no} version={header.version} />
        )}
      <DraftDuplicates slug={slug} documentType={kind.documentType} duplicates={preview.draftDuplicates} />
      {posting && (
        <>
          {mayPost && asks && !applies && !barred && (
            <PostForm company={slug} no={no} version={header.version} asks="now" voided={voided} path={path} />
          )}
          <PreviewFacts preview={preview} actor={actor} />
          <Entries
            posting={posting}
            currency={currency}
            accountNames={preview.accountNames}
            vendor={{ no: header.payToVendorNo, name: header.payToVendorName }}
          />
          {mayPost && !asks && !applies && !barred && (
            <PostForm company={slug} no={no} version={header.version} asks={false} path={path} />
          )}
        </>
      )}
      {mayPost && applies && (
        // Asked here and not on a page behind, and also while there are reasons: what is typed would be lost.
        <PostForm
          company={slug}
          no={no}
          version={header.version}
          asks={!preview.isReviewed && !barred && (asks ? "now" : true)}
          voided={voided}
          path={path}
        >
          <AppliesTo preview={preview} language={actor.language} />
        </PostForm>
      )}
    </ClientMessages>
  )
}

/** Why posting would be refused, read out where it just was. */
async function Reasons(props: { actor: Actor; preview: PostingPreview; slug: string; path: string; refused: boolean }) {
  const { actor, preview, slug, path, refused } = props
  const t = await getTranslations("posting")
  const texts = await reasonsAgainst(actor, preview, slug, path)
  if (texts.length === 0) return null
  const title = refused ? t("refused", { count: texts.length }) : t("problems", { count: texts.length })
  if (!refused) {
    return (
      <Notice tone="warning" title={title}>
        <ProblemList problems={texts} />
      </Notice>
    )
  }
  return (
    <FocusOnArrival className="notice failure" role="alert" answer={preview.header.version}>
      <OctagonAlert className="icon" aria-hidden="true" />
      <p>
        <strong>{title}</strong>
      </p>
      <ProblemList problems={texts} />
    </FocusOnArrival>
  )
}

/** What the vendor is owed, with a field at each entry for how much of the credit memo goes there. */
async function AppliesTo({ preview, language }: { preview: PostingPreview; language: Actor["language"] }) {
  const t = await getTranslations("payments")
  const { applicable, currency, today } = preview
  const decimals = currency.amountDecimals
  return (
    <Section title={t("applyEntries")}>
      <p className="hint">{t("applyWhenPosted")}</p>
      <OpenEntries
        entries={applicable.map(entry => openEntry(entry, false, { today, language, decimals }))}
        currency={currency.code}
        decimals={decimals}
      />
    </Section>
  )
}

async function PreviewFacts({ preview, actor }: { preview: PostingPreview; actor: Actor }) {
  const t = await getTranslations("posting")
  const { header, currency, posting } = preview
  if (!posting) return null
  const own = currency.companyCurrencyCode
  const number = (value: string) => formatNumber(value, actor.language, { min: 0, max: 6 })
  const foreign = currency.isForeign
    ? [
        {
          term: t("facts.total", { currency: own }),
          value: <Amount value={toPlain(posting.vendor.amountLcy.abs())} decimals={currency.lcyAmountDecimals} />,
        },
        {
          term: t("facts.rate"),
          value: t("facts.rateOf", {
            amount: number(toPlain(currency.exchangeRateAmount)),
            currency: currency.code,
            worth: number(toPlain(currency.relationalExchangeRateAmount)),
            own,
          }),
        },
      ]
    : []
  return (
    <Facts
      facts={[
        { term: t("facts.postingDate"), value: <CalendarDate date={header.postingDate} /> },
        { term: t("facts.dueDate"), value: <CalendarDate date={header.dueDate} /> },
        { term: t(`facts.externalNo.${header.documentType}`), value: header.vendorInvoiceNo },
        {
          term: t("facts.total", { currency: currency.code }),
          value: <Amount value={toPlain(posting.amountIncludingVat)} decimals={currency.amountDecimals} />,
        },
        ...foreign,
      ]}
    />
  )
}
