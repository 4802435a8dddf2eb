import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { numberIn } from "@/app/_background-work/pieces-asked"
import { WorkList } from "@/app/_background-work/work-list"
import { parameter, type Search } from "@/app/_lists/list-address"
import { UploadForm } from "@/app/_upload/upload-form"
import { requireActorWith } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { listWork } from "@/domain/background-work/list-work"
import { MAX_PAYMENT_FILE_SIZE, MAX_PAYMENT_ROWS } from "@/domain/payment-import/columns"
import { payingBankAccounts } from "@/domain/payment-import/receive-payment-file"
import { paymentImportWork } from "@/domain/payment-import/work-kind"
import { inProcess } from "@/jobs/in-process"
import { PaymentFileExpectations } from "./expectations"
import { readPaymentUploadIssue, withColumnNames } from "./upload-issue"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

/** Below the form. */
const FILES_PER_PAGE = 20

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payment_import"))("title") }
}

/** Many payments at once: the file, what it has to look like, and the files there have been. */
export default async function ImportPaymentsPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("purchase_invoice.post", (await params).company)
  const search = await searchParams
  const before = numberIn(parameter(search, "before"))
  const [bankAccounts, { works, next }, active] = await Promise.all([
    payingBankAccounts(actor),
    listWork(paymentImportWork, actor, { before, limit: FILES_PER_PAGE }),
    inProcess(actor.companyId, paymentImportWork),
  ])
  const t = await getTranslations("payment_import")
  const payments = `/${company.slug}/payments`
  const path = `${payments}/import`
  const issue = readPaymentUploadIssue({ error: parameter(search, "error"), about: parameter(search, "about") })
  return (
    <>
      <Crumbs trail={[{ label: t("payments"), href: payments }, { label: t("title") }]} />
      <PageHead title={t("title")} subject={t("subject")} />
      <UploadForm
        action={`/api/${company.slug}/import-payments`}
        namespace="payment_import.upload"
        choice={{
          name: "bankAccountNo",
          hint: t("upload.bankAccountHint"),
          options: bankAccounts.map(({ no, name }) => ({ value: no, label: `${no} ${name}` })),
          chosen: parameter(search, "bank") ?? "",
        }}
        accept=".csv,.txt,text/csv"
        fileHint={t("upload.fileHint", { rows: MAX_PAYMENT_ROWS, megabytes: MAX_PAYMENT_FILE_SIZE / 1024 / 1024 })}
        issue={issue && withColumnNames(issue, actor.language)}
      />
      <PaymentFileExpectations example={`${path}/example`} />
      {works.length > 0 && (
        <Section title={t("earlier")}>
          <WorkList
            kind={paymentImportWork.name}
            works={works}
            active={active}
            path={path}
            named={{ by: t("column.file") }}
          />
          <Pager
            previous={before === undefined ? undefined : path}
            next={next === undefined ? undefined : `${path}?before=${next}`}
          />
        </Section>
      )}
      <Live
        company={company.slug}
        topics={[{ type: paymentImportWork.name }]}
        unfinished={works.some(({ state }) => state === "queued")}
      />
    </>
  )
}
