import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { RenumberPage } from "@/app/[company]/_merging/renumber-page"

type Props = { params: Promise<{ company: string; no: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("merging.number"))("title") }
}

/** Gives a vendor another number. */
export default function RenumberVendorPage(props: Props) {
  return <RenumberPage noun="vendor" {...props} />
}
