import { getTranslations } from "next-intl/server"
import { parameter, type Search, word } from "@/app/_lists/list-address"
import { draftPath, type PurchaseKind } from "@/app/[company]/_document-kinds/draft-kinds"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { CheckboxField } from "@/components/form/checkbox-field"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { SelectField } from "@/components/form/select-field"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { copyIntoPurchaseDocument } from "./copy-action"
import { copyParts, copySources } from "./copy-input"
import { CopyableDocuments, copySourcesOf } from "./copyable-documents"

export type CopyProps = { params: Promise<{ company: string; no: string }>; searchParams: Promise<Search> }

/** Copy Document: what of which document goes into a draft; one of the list below the form stands in the address. */
export async function CopyDocumentView({ kind, params, searchParams }: CopyProps & { kind: PurchaseKind }) {
  const search = await searchParams
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith(kind.right, slug)
  const { header } = await found(readPurchaseDocument(actor, no, kind))
  const t = await getTranslations("purchase_invoices")
  const path = draftPath(slug, kind.documentType, no)
  const chosen = {
    no: parameter(search, "no"),
    source: word(
      search,
      "source",
      copySources.map(({ value }) => value),
    ),
  }
  return (
    <ClientMessages namespaces={["purchase_invoices"]}>
      <Crumbs
        trail={[
          { label: t(`${kind.documentType}.ongoing`), href: `/${slug}/${kind.folder}` },
          { label: no, href: path },
          { label: t("copy.title") },
        ]}
      />
      <PageHead title={t("copy.titleOf", { no })} subject={t("copy.text")} />
      <Form
        key={`${chosen.source} ${chosen.no}`}
        className="form"
        action={copyIntoPurchaseDocument.bind(null, slug, no)}
        label={t("copy.title")}
      >
        <HiddenField name="version" value={header.version} />
        <SelectField
          name="source"
          label={t("copy.source")}
          autoFocus={!chosen.no}
          defaultValue={chosen.source}
          options={copySourcesOf(actor).map(({ value }) => ({ value, label: t(`copy.sources.${value}`) }))}
        />
        <TextField
          name="no"
          label={t("copy.no")}
          required
          autoComplete="off"
          autoFocus={Boolean(chosen.no)}
          defaultValue={chosen.no}
        />
        <SelectField
          name="part"
          label={t("copy.part")}
          options={copyParts.map(value => ({ value, label: t(`copy.parts.${value}`) }))}
        />
        <CheckboxField name="recalculate" label={t("copy.recalculate")} hint={t("copy.recalculateHint")} />
        <div className="actions">
          <SubmitButton pendingLabel={t("copy.copying")}>{t("copy.do")}</SubmitButton>
          <Link className="btn" href={path}>
            {t("cancel")}
          </Link>
        </div>
      </Form>
      <CopyableDocuments
        actor={actor}
        draftNo={no}
        vendor={{ no: header.buyFromVendorNo, name: header.buyFromVendorName }}
        path={`${path}/copy-document`}
      />
    </ClientMessages>
  )
}
