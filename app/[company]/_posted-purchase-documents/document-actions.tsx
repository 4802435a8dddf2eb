import { getTranslations } from "next-intl/server"
import { Link } from "@/components/link"

type ActionsProps = {
  path: string
  /** Where it is paid; undefined: it cannot be, or not by the reader. */
  pay: string | undefined
  mayCredit: boolean
  mayCancel: boolean
}

/** What can be done with a posted document, and what is read of it elsewhere. */
export async function DocumentActions({ path, pay, mayCredit, mayCancel }: ActionsProps) {
  const [t, statistics] = await Promise.all([
    getTranslations("posted_purchase_invoices"),
    getTranslations("statistics"),
  ])
  return (
    <>
      {mayCancel && (
        <Link className="btn plain danger" href={`${path}/cancel`}>
          {t("cancel")}
        </Link>
      )}
      <Link className="btn" href={`${path}/statistics`}>
        {statistics("statistics")}
      </Link>
      <Link className="btn" href={`${path}/entries`}>
        {t("findEntries")}
      </Link>
      {/* Not a page: the browser opens it itself. */}
      <a className="btn" href={`${path}/pdf`}>
        {t("pdf")}
      </a>
      <a className="btn" href={`${path}/dossier`}>
        {t("dossier")}
      </a>
      {pay && (
        <Link className="btn" href={pay}>
          {t("registerPayment")}
        </Link>
      )}
      {mayCredit && (
        <Link className="btn" href={`${path}/credit-memo`}>
          {t("credit.title")}
        </Link>
      )}
      {mayCancel && (
        <Link className="btn" href={`${path}/correct`}>
          {t("correct")}
        </Link>
      )}
    </>
  )
}
