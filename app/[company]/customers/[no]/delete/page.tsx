import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { DeleteCard } from "@/app/[company]/_records/delete-card"
import { removeCustomer } from "@/app/[company]/customers/actions"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { readCustomer } from "@/domain/customers/read-customer"

type Props = { params: Promise<{ company: string; no: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers"))("delete") }
}

/** The question before a customer is deleted. */
export default async function DeleteCustomerPage({ params }: Props) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith("master_data.edit", slug)
  const read = await found(readCustomer(actor, no))
  return (
    <DeleteCard
      noun="customers"
      company={slug}
      no={no}
      name={read.values.name!}
      action={removeCustomer.bind(null, slug, no)}
    />
  )
}
