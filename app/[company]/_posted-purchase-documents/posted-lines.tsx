import { useTranslations } from "next-intl"
import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { Amount, Percentage, Quantity, UnitAmount } from "@/components/amount"
import { Link } from "@/components/link"
import { PricePer } from "@/components/price-per"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { PostingLine } from "@/domain/posting/posting-document"
import type { TakenOfLine } from "@/domain/posting/read-credited-invoice"

/** The lines of a posted document, to read. */
export function PostedLines({
  lines,
  decimals,
  pricesIncludingVat,
  credited,
  company,
}: {
  lines: readonly PostingLine[]
  decimals: number
  pricesIncludingVat: boolean
  /** What credit memos took of which line, the earliest first. */
  credited: readonly TakenOfLine[]
  /** In the address. */
  company: string
}) {
  const t = useTranslations("documents")
  const prices = pricesIncludingVat ? "incl" : "excl"
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("field.type")}</Column>
          <Column>{t("field.no")}</Column>
          <Column>{t("field.description")}</Column>
          <Column className="num">{t("field.quantity")}</Column>
          <Column>{t("field.unitOfMeasureCode")}</Column>
          <Column className="num">{t("head.directUnitCost", { prices })}</Column>
          <Column className="num">{t("field.lineDiscountPercent")}</Column>
          <Column className="num">{t("field.vatPercent")}</Column>
          <Column className="num">{t("head.lineAmount", { prices })}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {lines.map(line => (
          <PostedLine
            key={line.lineId}
            line={line}
            decimals={decimals}
            credited={credited.filter(({ lineNo }) => lineNo === line.lineNo)}
            company={company}
          />
        ))}
      </TableBody>
    </Table>
  )
}

type LineProps = { line: PostingLine; decimals: number; credited: readonly TakenOfLine[]; company: string }

function PostedLine({ line, decimals, credited, company }: LineProps) {
  const t = useTranslations("documents")
  const isText = line.type === "comment" || line.no === null
  return (
    <Row className={isText ? "note-line" : undefined}>
      <Cell className="mid soft">{t(`type.${line.type}`)}</Cell>
      <Cell className="mid no" label={line.no ? t("field.no") : undefined}>
        {line.no}
      </Cell>
      <Cell className="lead">
        {line.description}
        {line.vendorItemNo && <span className="hint">{line.vendorItemNo}</span>}
        {credited.map(taken => (
          <Credited
            key={taken.creditMemoNo}
            taken={taken}
            isItem={line.type === "item"}
            decimals={decimals}
            company={company}
          />
        ))}
      </Cell>
      {isText ? (
        <Cell className="wide-only" colSpan={6} />
      ) : (
        <>
          <Cell className="num mid">
            <Quantity value={line.quantity} />
          </Cell>
          <Cell className="mid soft">{line.unitOfMeasureCode}</Cell>
          <Cell className="num mid" label="×">
            <UnitAmount value={line.price} decimals={decimals} />
            <PricePer line={line} />
          </Cell>
          <Cell
            className="num mid"
            label={line.lineDiscountPercent === "0" ? undefined : t("field.lineDiscountPercent")}
          >
            {line.lineDiscountPercent === "0" ? null : <Percentage value={line.lineDiscountPercent} sign={false} />}
          </Cell>
          <Cell className="num mid" label={t("field.vatPercent")}>
            {line.vatCalculationType === "normal" ? (
              <Percentage value={line.vatPercent} sign={false} />
            ) : (
              t(`vat.${line.vatCalculationType}`)
            )}
          </Cell>
          <Cell className="num amount">
            <Amount value={line.lineAmount} decimals={decimals} />
          </Cell>
        </>
      )}
    </Row>
  )
}

type CreditedProps = { taken: TakenOfLine; isItem: boolean; decimals: number; company: string }

/** What a credit memo took of the line: of an item a quantity, else an amount. */
function Credited({ taken, isItem, decimals, company }: CreditedProps) {
  const t = useTranslations("posted_purchase_invoices")
  return (
    <span className="hint below">
      {t.rich("credit.creditedBy", {
        no: taken.creditMemoNo,
        figure: () =>
          isItem ? <Quantity value={taken.quantity} /> : <Amount value={taken.lineAmount} decimals={decimals} />,
        link: text => (
          <Link className="link no" href={postedPath(company, "credit_memo", taken.creditMemoNo)}>
            {text}
          </Link>
        ),
      })}
    </span>
  )
}
