import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { Pieces } from "@/app/_background-work/pieces"
import { numberIn, piecesAsked } from "@/app/_background-work/pieces-asked"
import { WorkView } from "@/app/_background-work/work-view"
import type { Search } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Link } from "@/components/link"
import { readPaymentImport } from "@/domain/payment-import/read-payment-import"
import { paymentImportWork } from "@/domain/payment-import/work-kind"
import { inProcess } from "@/jobs/in-process"
import { PaymentImportRows } from "./import-rows"

type Props = { params: Promise<{ company: string; id: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payment_import"))("title") }
}

/** One file of payments: how far it is, and what came of each row. */
export default async function PaymentImportPage({ params, searchParams }: Props) {
  const { company: slug, id: text } = await params
  const { actor } = await requireActorWith("purchase_invoice.post", slug)
  const id = numberIn(text) ?? notFound()
  const search = await searchParams
  const [{ work, rows, next, history }, active] = await Promise.all([
    found(readPaymentImport(actor, id, piecesAsked(search))),
    inProcess(actor.companyId, paymentImportWork),
  ])
  const t = await getTranslations("payment_import")
  const list = `/${slug}/payments/import`
  const path = `${list}/${id}`
  return (
    <WorkView
      work={work}
      active={active}
      company={slug}
      path={path}
      trail={[
        { label: t("payments"), href: `/${slug}/payments` },
        { label: t("title"), href: list },
      ]}
      title={work.name}
      actions={
        work.state === "finished" && (
          <>
            {work.refused > 0 && (
              <a className="btn" href={`${path}/rows`} download>
                {t("downloadRefused")}
              </a>
            )}
            <Link className="btn" href={list}>
              {t("another")}
            </Link>
          </>
        )
      }
      history={history}
    >
      <Pieces kind={work.kind} path={path} search={search} shown={rows.length} next={next}>
        <PaymentImportRows rows={rows} company={slug} language={actor.language} />
      </Pieces>
    </WorkView>
  )
}
