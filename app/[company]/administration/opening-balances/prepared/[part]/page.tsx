import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { Crumbs } from "@/components/crumbs"
import { Empty } from "@/components/empty"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { type Actor, may } from "@/domain/access/actor"
import { importKindNamed } from "@/domain/imports/kinds"
import { importNames } from "@/domain/opening-balances/import-kind"
import { isPart, type OpeningLineValues, type PartName } from "@/domain/opening-balances/opening-part"
import { type LinePage, readOpeningLines } from "@/domain/opening-balances/read-lines"
import { formatDate } from "@/language/date-format"
import { formatNumber } from "@/language/number-format"
import { putLine, removeLines } from "../../actions"

type Props = { params: Promise<{ company: string; part: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { part } = await params
  return isPart(part) ? { title: (await getTranslations("opening"))(`partName.${part}`) } : {}
}

/** The lines of a part as they are prepared; each can be typed, changed by typing it again, and taken out. */
export default async function PreparedPartPage({ params, searchParams }: Props) {
  const { company: slug, part } = await params
  const { actor } = await requireActorWith("books.see", slug)
  if (!isPart(part)) notFound()
  const after = Number(parameter(await searchParams, "after") ?? 0)
  const page = await readOpeningLines(actor, part, Number.isSafeInteger(after) ? after : 0)
  const mayPost = may(actor, "opening_balance.post")
  const t = await getTranslations("opening")
  const home = `/${slug}/administration/opening-balances`
  return (
    <ClientMessages namespaces={["opening"]}>
      <Crumbs trail={[{ label: t("title"), href: home }, { label: t(`partName.${part}`) }]} />
      <PageHead title={t(`partName.${part}`)} subject={t(`partText.${part}`)} />
      {mayPost && (
        <p>
          <Link className="btn" href={`/${slug}/imports/new/${importNames[part]}`}>
            {t(`importPart.${part}`)}
          </Link>
        </p>
      )}
      {page.lines.length === 0 ? (
        <Empty title={t("noLines")}>{t("noLinesThen")}</Empty>
      ) : (
        <Lines slug={slug} part={part} page={page} actor={actor} mayPost={mayPost} />
      )}
      {page.next !== null && (
        <p>
          <Link className="link" href={`${home}/prepared/${part}?after=${page.next}`}>
            {t("nextLines")}
          </Link>
        </p>
      )}
      {mayPost && (
        <Section title={t("addLine")}>
          <AddLine slug={slug} part={part} actor={actor} />
        </Section>
      )}
    </ClientMessages>
  )
}

type ViewProps = { slug: string; part: PartName; actor: Actor }

const kindOf = (part: PartName) => importKindNamed(importNames[part])!

async function Lines({ slug, part, page, actor, mayPost }: ViewProps & { page: LinePage; mayPost: boolean }) {
  const t = await getTranslations("opening")
  const kind = kindOf(part)
  const columns = kind.fileColumns.filter(({ name }) => page.lines.some(({ values }) => values[name]))
  const shown = (values: OpeningLineValues, { name, kind }: (typeof columns)[number]) => {
    const value = values[name] ?? ""
    if (value === "") return ""
    if (kind === "date") return formatDate(value, actor.language)
    if (name === "documentType") return t(`documentType.${value === "credit_memo" ? "credit_memo" : "invoice"}`)
    return kind === "number" ? formatNumber(value, actor.language, { min: 0, max: 10 }) : value
  }
  const table = (
    <Table>
      <TableHead>
        <Row>
          {mayPost && <Column>{t("choose")}</Column>}
          {columns.map(({ name, kind: columnKind }) => (
            <Column key={name} className={columnKind === "number" ? "num" : undefined}>
              {kind.label(name, actor.language)}
            </Column>
          ))}
        </Row>
      </TableHead>
      <TableBody>
        {page.lines.map(({ no, values }) => (
          <Row key={no} id={`line-${no}`}>
            {mayPost && (
              <Cell className="mid" label={t("choose")}>
                <input
                  type="checkbox"
                  name="line"
                  value={no}
                  aria-label={t("chooseLine", { line: lineName(values) })}
                />
              </Cell>
            )}
            {columns.map(column => (
              <Cell
                key={column.name}
                className={column.kind === "number" ? "num mid" : "mid"}
                label={values[column.name] ? kind.label(column.name, actor.language) : undefined}
              >
                {shown(values, column)}
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
  if (!mayPost) return table
  return (
    <Form action={removeLines.bind(null, slug, part)} label={t("removeLines")} holdsWork={false}>
      {table}
      <div className="actions">
        <SubmitButton className="btn danger" pendingLabel={t("saving")}>
          {t("removeLines")}
        </SubmitButton>
      </div>
    </Form>
  )
}

const lineName = ({ vendorNo, vendorInvoiceNo, glAccountNo, bankAccountNo, itemNo }: OpeningLineValues) =>
  [vendorNo, vendorInvoiceNo, glAccountNo, bankAccountNo, itemNo].filter(Boolean).join(" ")

async function AddLine({ slug, part, actor }: ViewProps) {
  const t = await getTranslations("opening")
  const kind = kindOf(part)
  const words = await getTranslations(`opening_${part}.of`)
  return (
    <Form className="form" action={putLine.bind(null, slug, part)} label={t("addLine")} clearWhenDone>
      <DoneNotice>{t("kept")}</DoneNotice>
      {kind.fileColumns.map(({ name, kind: columnKind, required }) => (
        <TextField
          key={name}
          name={name}
          label={kind.label(name, actor.language)}
          hint={words(name as Parameters<typeof words>[0])}
          autoComplete="off"
          inputMode={columnKind === "number" ? "decimal" : undefined}
          className={columnKind === "number" ? "num" : undefined}
          required={required}
        />
      ))}
      <div className="actions">
        <SubmitButton pendingLabel={t("saving")}>{t("addLine")}</SubmitButton>
      </div>
    </Form>
  )
}
