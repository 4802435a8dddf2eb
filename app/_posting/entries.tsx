import { getTranslations } from "next-intl/server"
import { Amount, Percentage, Quantity, UnitAmount } from "@/components/amount"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { DocumentCurrency } from "@/domain/documents/document-currency"
import { toPlain, ZERO } from "@/domain/money/decimal"
import type { Posting } from "@/domain/posting/compose-posting"

type Props = {
  posting: Posting
  currency: DocumentCurrency
  accountNames: ReadonlyMap<string, string>
  vendor: { no: string; name: string }
}

/** Exactly the entries that posting makes: G/L, VAT, vendor ledger and item ledger. */
export function Entries(props: Props) {
  return (
    <>
      <GlEntries {...props} />
      <VatEntries {...props} />
      <VendorEntry {...props} />
      {props.posting.items.length > 0 && <ItemEntries {...props} />}
    </>
  )
}

async function GlEntries({ posting, currency, accountNames }: Props) {
  const t = await getTranslations("posting")
  const decimals = currency.lcyAmountDecimals
  const debits = posting.gl.reduce((sum, { amount }) => (amount.isPositive() ? sum.plus(amount) : sum), ZERO)
  const credits = posting.gl.reduce((sum, { amount }) => (amount.isNegative() ? sum.minus(amount) : sum), ZERO)
  return (
    <Section
      title={t("gl.title")}
      aside={<span className="hint">{t("inCurrency", { currency: currency.companyCurrencyCode })}</span>}
    >
      <Table>
        <TableHead>
          <Row>
            <Column>{t("gl.account")}</Column>
            <Column>{t("gl.name")}</Column>
            <Column className="num">{t("gl.debit")}</Column>
            <Column className="num">{t("gl.credit")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {posting.gl.map(({ glAccountNo, amount, genProdPostingGroup, vatProdPostingGroup }) => (
            <Row key={`${glAccountNo} ${genProdPostingGroup} ${vatProdPostingGroup}`}>
              <Cell className="no">{glAccountNo}</Cell>
              <Cell className="lead">{accountNames.get(glAccountNo)}</Cell>
              <Cell className="num" label={t("gl.debit")}>
                {amount.isNegative() ? null : <Amount value={toPlain(amount)} decimals={decimals} />}
              </Cell>
              <Cell className="num" label={t("gl.credit")}>
                {amount.isNegative() ? <Amount value={toPlain(amount.neg())} decimals={decimals} /> : null}
              </Cell>
            </Row>
          ))}
          <Row className="sum">
            <Cell />
            <Cell className="lead">{t("gl.total")}</Cell>
            <Cell className="num" label={t("gl.debit")}>
              <Amount value={toPlain(debits)} decimals={decimals} />
            </Cell>
            <Cell className="num" label={t("gl.credit")}>
              <Amount value={toPlain(credits)} decimals={decimals} />
            </Cell>
          </Row>
        </TableBody>
      </Table>
    </Section>
  )
}

async function VatEntries({ posting, currency }: Props) {
  const t = await getTranslations("posting")
  const decimals = currency.lcyAmountDecimals
  const differs = posting.vat.some(({ vatDifference }) => !vatDifference.isZero())
  const isSplit = posting.vat.some(({ nonDeductiblePercent }) => !nonDeductiblePercent.isZero())
  return (
    <Section
      title={t("vat.title")}
      aside={<span className="hint">{t("inCurrency", { currency: currency.companyCurrencyCode })}</span>}
    >
      <Table>
        <TableHead>
          <Row>
            <Column>{t("vat.group")}</Column>
            <Column>{t("vat.type")}</Column>
            <Column className="num">{t("vat.percent")}</Column>
            <Column className="num">{t("vat.base")}</Column>
            <Column className="num">{t("vat.amount")}</Column>
            {differs && <Column className="num">{t("vat.difference")}</Column>}
            {isSplit && (
              <>
                <Column className="num">{t("vat.nonDeductibleBase")}</Column>
                <Column className="num">{t("vat.nonDeductible")}</Column>
              </>
            )}
          </Row>
        </TableHead>
        <TableBody>
          {posting.vat.map(entry => (
            <Row
              key={`${entry.vatProdPostingGroup} ${entry.vatIdentifier} ${entry.vatPercent} ${entry.nonDeductiblePercent}`}
            >
              <Cell className="lead">{entry.vatIdentifier}</Cell>
              <Cell className="mid">{t(`vat.types.${entry.vatCalculationType}`)}</Cell>
              <Cell className="num" label={t("vat.percent")}>
                <Percentage value={toPlain(entry.vatPercent)} />
              </Cell>
              <Cell className="num" label={t("vat.base")}>
                <Amount value={toPlain(entry.base)} decimals={decimals} />
              </Cell>
              <Cell className="num" label={t("vat.amount")}>
                <Amount value={toPlain(entry.amount)} decimals={decimals} />
              </Cell>
              {differs && (
                <Cell className="num" label={t("vat.difference")}>
                  <Amount value={toPlain(entry.vatDifference)} decimals={decimals} />
                </Cell>
              )}
              {isSplit && (
                <>
                  <Cell className="num" label={t("vat.nonDeductibleBase")}>
                    <Amount value={toPlain(entry.nonDeductibleBase)} decimals={decimals} />
                  </Cell>
                  <Cell className="num" label={t("vat.nonDeductible")}>
                    <Amount value={toPlain(entry.nonDeductibleAmount)} decimals={decimals} />
                  </Cell>
                </>
              )}
            </Row>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}

async function VendorEntry({ posting, currency, vendor }: Props) {
  const t = await getTranslations("posting")
  const { amount, amountLcy } = posting.vendor
  return (
    <Section title={t("vendor.title")}>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("vendor.no")}</Column>
            <Column>{t("vendor.name")}</Column>
            <Column className="num">{t("vendor.amount", { currency: currency.code })}</Column>
            {currency.isForeign && (
              <Column className="num">{t("vendor.amount", { currency: currency.companyCurrencyCode })}</Column>
            )}
          </Row>
        </TableHead>
        <TableBody>
          <Row>
            <Cell className="no">{vendor.no}</Cell>
            <Cell className="lead">{vendor.name}</Cell>
            <Cell className="num" label={t("vendor.amount", { currency: currency.code })}>
              <Amount value={toPlain(amount)} decimals={currency.amountDecimals} />
            </Cell>
            {currency.isForeign && (
              <Cell className="num" label={t("vendor.amount", { currency: currency.companyCurrencyCode })}>
                <Amount value={toPlain(amountLcy)} decimals={currency.lcyAmountDecimals} />
              </Cell>
            )}
          </Row>
        </TableBody>
      </Table>
    </Section>
  )
}

async function ItemEntries({ posting, currency }: Props) {
  const t = await getTranslations("posting")
  return (
    <Section
      title={t("item.title")}
      aside={<span className="hint">{t("inCurrency", { currency: currency.companyCurrencyCode })}</span>}
    >
      <Table>
        <TableHead>
          <Row>
            <Column>{t("item.no")}</Column>
            <Column>{t("item.description")}</Column>
            <Column className="num">{t("item.quantity")}</Column>
            <Column className="num">{t("item.cost")}</Column>
            <Column className="num">{t("item.unitCost")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {/* An item may stand on several lines: its place is what names an entry. */}
          {Array.from(posting.items.entries(), ([place, entry]) => (
            <Row key={place}>
              <Cell className="no">{entry.itemNo}</Cell>
              <Cell className="lead">{entry.description}</Cell>
              <Cell className="num" label={t("item.quantity")}>
                <Quantity value={toPlain(entry.quantity)} />
              </Cell>
              <Cell className="num" label={t("item.cost")}>
                <Amount value={toPlain(entry.costAmount)} decimals={currency.lcyAmountDecimals} />
              </Cell>
              <Cell className="num" label={t("item.unitCost")}>
                <UnitAmount value={toPlain(entry.costPerUnit)} decimals={currency.lcyAmountDecimals} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}
