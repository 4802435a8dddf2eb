import { type Decimal, HUNDRED, round, ZERO } from "@/domain/money/decimal"

/**
 * One VAT group of the document, as in `vatTotals`. Each line gets the converted figure up to and including it, less the
 * converted figure before it: the lines add up to the group's converted total, to the cent.
 */
export class VatGroupShare {
  private net = ZERO
  private tax = ZERO
  private netLcy = ZERO
  private taxLcy = ZERO
  private reversed = ZERO

  take(net: Decimal, vat: Decimal, toLcy: (amount: Decimal) => Decimal): { base: Decimal; vat: Decimal } {
    this.net = this.net.plus(net)
    this.tax = this.tax.plus(vat)
    const [netLcy, taxLcy] = [toLcy(this.net), toLcy(this.tax)]
    const share = { base: netLcy.minus(this.netLcy), vat: taxLcy.minus(this.taxLcy) }
    this.netLcy = netLcy
    this.taxLcy = taxLcy
    return share
  }

  /** The reverse charge on what was last taken: once a group on its base in the company's currency. */
  reverseCharge(percent: Decimal, lcyDecimals: number): Decimal {
    const upToHere = round(this.netLcy.times(percent).div(HUNDRED), lcyDecimals)
    const share = upToHere.minus(this.reversed)
    this.reversed = upToHere
    return share
  }
}
