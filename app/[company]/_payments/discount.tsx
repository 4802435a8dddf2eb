import { useTranslations } from "next-intl"
import { Amount } from "@/components/amount"
import { useFormAnswer } from "@/components/form/answer"
import { useDrawnIn } from "@/components/form/drawn-in"
import { formatDate } from "@/language/date-format"

type Props = {
  entry: { entryNo: number; documentNo: string }
  amount: string
  lastDate: string
  isTaken: boolean
  decimals: number
}

export const discountName = (entryNo: number) => `discount.${entryNo}`

/** Whether the payment discount of an entry is taken: its amount, and until when it may be. */
export function Discount({ entry, amount, lastDate, isTaken, decimals }: Props) {
  const t = useTranslations("payments")
  const language = useDrawnIn()
  const name = discountName(entry.entryNo)
  return (
    <label className="check">
      <input
        type="checkbox"
        name={name}
        defaultChecked={useFormAnswer()
          .valuesOf(name, isTaken ? ["on"] : [])
          .includes("on")}
        aria-label={t("takeDiscount", { document: entry.documentNo })}
      />
      <span>
        <Amount value={amount} decimals={decimals} />{" "}
        <span className="hint">{t("discountUntil", { date: formatDate(lastDate, language) })}</span>
      </span>
    </label>
  )
}
