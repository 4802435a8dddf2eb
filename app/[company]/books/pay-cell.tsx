import { useTranslations } from "next-intl"
import { Banknote } from "@/components/icons"
import { Link } from "@/components/link"
import { Cell, Column } from "@/components/table"

/** The column of links that register a payment; nothing of it is for readers who may not pay. */
export function PayColumn() {
  const t = useTranslations("books")
  return (
    <Column>
      <span className="hidden">{t("registerPayment")}</span>
    </Column>
  )
}

/** @param href undefined: there is nothing to pay. @param subject what is paid, for the link's name */
export function PayCell({ href, subject }: { href: string | undefined; subject: string }) {
  const t = useTranslations("books")
  return (
    <Cell className="mid">
      {href && (
        <Link
          className="link pay"
          href={href}
          title={t("registerPayment")}
          aria-label={t("registerPaymentFor", { subject })}
        >
          <Banknote className="icon wide-only" aria-hidden="true" />
          <span className="narrow-only">{t("registerPayment")}</span>
        </Link>
      )}
    </Cell>
  )
}
