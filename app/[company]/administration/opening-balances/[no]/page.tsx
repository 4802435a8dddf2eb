import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { booksAddress, transactionAddress } from "@/app/[company]/_books/addresses"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Amount } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { DateField, TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { type Actor, may } from "@/domain/access/actor"
import { openingDate, openingName } from "@/domain/opening-balances/prepared"
import { type OpeningRead, readOpening } from "@/domain/opening-balances/read-opening"
import { formatDate } from "@/language/date-format"
import { reverseOpened } from "../actions"

type Props = { params: Promise<{ company: string; no: string }>; searchParams: Promise<Search> }

const numberOf = (text: string) => (/^[1-9]\d{0,8}$/u.test(text) ? Number(text) : 0)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("opening")
  return { title: t("opening", { no: openingName(numberOf((await params).no)) }) }
}

/** An opening as it was posted: its open documents, its balances, and its reversal. */
export default async function OpeningPage({ params, searchParams }: Props) {
  const { company: slug, no: typed } = await params
  const { actor } = await requireActorWith("books.see", slug)
  const no = numberOf(typed)
  const after = numberOf(parameter(await searchParams, "after") ?? "")
  const read = await found(readOpening(actor, no, after))
  const { opening, reversal, documents, next } = read
  const t = await getTranslations("opening")
  const home = `/${slug}/administration/opening-balances`
  const name = openingName(no)
  const date = openingDate(opening.startDate)
  return (
    <ClientMessages namespaces={["opening"]}>
      <Crumbs trail={[{ label: t("title"), href: home }, { label: name }]} />
      <PageHead title={t("opening", { no: name })} subject={reversal ? t("reversed") : t("stands")} />
      <Facts
        facts={[
          { term: t("postingDate"), value: formatDate(date, actor.language) },
          { term: t("startDate"), value: formatDate(opening.startDate, actor.language) },
          { term: t("clearingAccountNo"), value: opening.clearingAccountNo },
          { term: t("postedBy"), value: opening.postedByName },
          ...(reversal
            ? [
                { term: t("reversedOn"), value: formatDate(reversal.postingDate, actor.language) },
                { term: t("reversedBy"), value: reversal.postedByName },
                { term: t("reason"), value: reversal.description },
              ]
            : []),
        ]}
      />
      {documents.length > 0 && (
        <Section title={t("partName.vendors")}>
          <Documents slug={slug} read={read} actor={actor} />
          {next !== null && (
            <Link className="link" href={`${home}/${no}?after=${next}`}>
              {t("nextLines")}
            </Link>
          )}
        </Section>
      )}
      <Section title={t("balances")}>
        <Balances slug={slug} read={read} date={date} />
      </Section>
      {!reversal && may(actor, "opening_balance.post") && (
        <Section title={t("reverse")}>
          <p className="soft">{t("reverseText")}</p>
          <Form className="form" action={reverseOpened.bind(null, slug, no)} label={t("reverse")}>
            <DateField name="postingDate" label={t("postingDate")} defaultValue={formatDate(date, actor.language)} />
            <TextField name="reason" label={t("reason")} required />
            <div className="actions">
              <SubmitButton className="btn danger" pendingLabel={t("reversing")}>
                {t("reverse")}
              </SubmitButton>
            </div>
          </Form>
        </Section>
      )}
    </ClientMessages>
  )
}

async function Documents({ slug, read, actor }: { slug: string; read: OpeningRead; actor: Actor }) {
  const t = await getTranslations("opening")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("document")}</Column>
          <Column>{t("vendor")}</Column>
          <Column>{t("dueDate")}</Column>
          <Column className="num">{t("amount")}</Column>
          <Column className="num">{t("remainingAmount")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {read.documents.map(document => (
          <Row key={document.transactionNo}>
            <Cell className="lead">
              <Link className="link" href={transactionAddress(slug, document.transactionNo)}>
                {t(`documentType.${document.documentType === "credit_memo" ? "credit_memo" : "invoice"}`)}{" "}
                {document.externalDocumentNo}
              </Link>
            </Cell>
            <Cell className="mid" label={t("vendor")}>
              {document.vendorName}
            </Cell>
            <Cell className="mid" label={t("dueDate")}>
              {formatDate(document.dueDate, actor.language)}
            </Cell>
            {[document.amount, document.remainingAmount].map((value, at) => (
              <Cell
                key={at === 0 ? "amount" : "remaining"}
                className="num mid"
                label={t(at === 0 ? "amount" : "remainingAmount")}
              >
                <Amount value={value} decimals={document.amountDecimals} currency={document.currencyCode} />
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

async function Balances({ slug, read, date }: { slug: string; read: OpeningRead; date: string }) {
  const t = await getTranslations("opening")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("account")}</Column>
          <Column className="num">{t("total", { currency: read.lcy.code })}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {read.accounts.map(({ glAccountNo, amount }) => (
          <Row key={glAccountNo}>
            <Cell className="lead">
              <Link className="link no" href={booksAddress(slug, "gl-entries", { account: glAccountNo, to: date })}>
                {glAccountNo}
              </Link>
            </Cell>
            <Cell className="num mid" label={t("total", { currency: read.lcy.code })}>
              <Amount value={amount} decimals={read.lcy.decimals} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
