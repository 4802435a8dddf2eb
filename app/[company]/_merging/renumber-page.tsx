import { getFormatter, getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { VersionField } from "@/components/form/version-field"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { may } from "@/domain/access/actor"
import { mergedKinds } from "@/domain/merging/merged-kinds"
import type { MergedNoun } from "@/domain/merging/named"
import { readRenumber } from "@/domain/merging/renumber-card"
import { cardPath, slugOf } from "./merge-path"
import { renumber } from "./renumber-action"

type Props = { noun: MergedNoun; params: Promise<{ company: string; no: string }> }

/** Another number for a card that nothing names; of one that something names, what does, and the way by a merge. */
export async function RenumberPage({ noun, params }: Props) {
  const { company, no: encoded } = await params
  const { actor } = await requireActorWith("master_data.edit", company)
  const no = decodeURIComponent(encoded)
  const { name, version, naming, mayType } = await found(readRenumber(actor, noun, no))
  const [t, merging] = [await getTranslations("merging.number"), await getTranslations("merging")]
  const [own, format] = [await getTranslations(slugOf(noun) as "vendors"), await getFormatter()]
  const path = cardPath(company, noun, no)
  const mayMerge = may(actor, mergedKinds[noun].right)
  return (
    <ClientMessages>
      <Crumbs
        trail={[
          { label: own("title"), href: `/${company}/${slugOf(noun)}` },
          { label: no, href: path },
          { label: t("title") },
        ]}
      />
      <PageHead title={t("title")} subject={`${no} ${name}`} />
      {naming.length > 0 ? (
        <Notice
          title={t("named", { no, things: format.list(naming.map(thing => t(`thing.${thing}`))) })}
          actions={
            mayMerge && (
              <Link className="btn" href={`${path}/merge`}>
                {merging("action")}
              </Link>
            )
          }
        >
          {t("instead")}
        </Notice>
      ) : mayType ? (
        <Form action={renumber.bind(null, company, noun, no)} label={t("title")} className="form">
          <VersionField value={version} />
          <TextField name="newNo" label={t("newNo")} hint={t("hint", { no })} autoComplete="off" required />
          <div className="actions">
            <SubmitButton pendingLabel={t("saving")}>{t("save")}</SubmitButton>
            <Link className="btn" href={path}>
              {merging("cancel")}
            </Link>
          </div>
        </Form>
      ) : (
        <Notice title={t("series")} />
      )}
    </ClientMessages>
  )
}
