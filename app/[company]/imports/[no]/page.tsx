import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { ImportState } from "@/app/_imports/import-state"
import { addressWith, type Search } from "@/app/_lists/list-address"
import { undoImport } from "@/app/[company]/imports/actions"
import { requireActor } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Empty } from "@/components/empty"
import { EventLog } from "@/components/event-log"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Link } from "@/components/link"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import type { Actor } from "@/domain/access/actor"
import { type ImportRead, readImport } from "@/domain/imports/read-import"
import { readImportRows } from "@/domain/imports/read-import-rows"
import { AnswerForm } from "./answer-form"
import { Decide } from "./decide"
import { ImportFacts } from "./import-facts"
import { ImportProgress, isAtWork } from "./import-progress"
import { ImportRows } from "./import-rows"
import { MendRows } from "./mend-rows"
import { ReadingForm } from "./reading-form"
import { asksOfRows } from "./row-answers"
import { rowsAsked } from "./row-query"
import { RowReasons } from "./row-reasons"

type Props = { params: Promise<{ company: string; no: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("imports")
  return { title: t("titleOf", { no: decodeURIComponent((await params).no) }) }
}

/** One import: its trial, what is asked of it, what becomes of its rows, and what became of them. */
export default async function ImportPage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const { actor, company } = await requireActor(slug)
  const no = decodeURIComponent(encoded)
  const read = await found(readImport(actor, no))
  const { kind, import: own } = read
  const [t, words] = [await getTranslations("imports"), await getTranslations(kind.words)]
  const list = `/${company.slug}/imports/new/${kind.name}`
  const path = `/${company.slug}/imports/${encodeURIComponent(no)}`
  return (
    <>
      <Crumbs
        trail={[
          { label: words("list"), href: `/${company.slug}/${kind.listPage}` },
          { label: words("title"), href: list },
          { label: no },
        ]}
      />
      <PageHead
        title={t("titleOf", { no })}
        state={<ImportState of={own} active={isAtWork(read)} />}
        subject={own.fileName}
        actions={
          <Link className="btn" href={list}>
            {t("another")}
          </Link>
        }
      />
      <ImportProgress read={read} address={path} />
      <Decide read={read} company={company.slug} />
      <ImportFacts read={read} />
      {read.reading && read.mayReadAgain && (
        <ReadingForm read={read} reading={read.reading} company={company.slug} language={actor.language} />
      )}
      {own.state === "tried" && !read.mayReadAgain && asksOfRows(read) && (
        <AnswerForm read={read} company={company.slug} />
      )}
      {own.state !== "queued" && own.rowsRead !== null && own.rowsRead > 0 && (
        <Rows read={read} actor={actor} company={company.slug} path={path} search={await searchParams} />
      )}
      {own.rowsWritten > 0 && own.state !== "queued" && <Undo read={read} company={company.slug} />}
      <Section title={t("history")}>
        <EventLog events={read.history} />
      </Section>
      <Live company={company.slug} topics={[{ type: "file_import", no }]} unfinished={own.state === "queued"} />
    </>
  )
}

type RowsProps = { read: ImportRead; actor: Actor; company: string; path: string; search: Search }

async function Rows({ read, actor, company, path, search }: RowsProps) {
  const t = await getTranslations("imports")
  const query = rowsAsked(search, read.import)
  const isMended = query.outcome === "refused" && read.reading !== null && read.import.state !== "undone"
  const { rows, next } = await readImportRows(actor, read.import.no, query, isMended ? MENDED_AT_ONCE : undefined)
  const shown = { rows, company, language: actor.language }
  return (
    <>
      <RowReasons read={read} language={actor.language} path={path} shown={query} download={`${path}/remarks`} />
      <div id="rows">
        <Section title={query.outcome === undefined ? t("rowsOf") : t(`outcome.${query.outcome}`)}>
          {rows.length === 0 && <Empty title={t("noRows")}>{t("noRowsThen")}</Empty>}
          {rows.length > 0 &&
            (isMended ? <MendRows {...shown} read={read} /> : <ImportRows {...shown} kind={read.kind} />)}
          <Pager
            previous={query.after === undefined ? undefined : `${addressWith(path, search, { after: undefined })}#rows`}
            next={next === undefined ? undefined : `${addressWith(path, search, { after: String(next) })}#rows`}
          />
        </Section>
      </div>
    </>
  )
}

/** Refused rows whose cells are fields at once. */
const MENDED_AT_ONCE = 25

async function Undo({ read, company }: { read: ImportRead; company: string }) {
  const t = await getTranslations("imports.undo")
  return (
    <Section title={t("title")}>
      <p className="soft">{t("text")}</p>
      <Form
        action={undoImport.bind(null, company, read.import.no)}
        label={t("label")}
        className="records"
        holdsWork={false}
      >
        <HiddenField name="generation" value={read.import.generation} />
        <div className="actions">
          <SubmitButton className="btn" pendingLabel={t("pending")}>
            {t("button")}
          </SubmitButton>
        </div>
      </Form>
    </Section>
  )
}
