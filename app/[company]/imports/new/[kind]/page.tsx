import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireKind } from "@/app/_imports/kind-of"
import { parameter, type Search } from "@/app/_lists/list-address"
import { UploadForm } from "@/app/_upload/upload-form"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { Crumbs } from "@/components/crumbs"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import type { Actor } from "@/domain/access/actor"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { importKindNamed } from "@/domain/imports/kinds"
import { listImports } from "@/domain/imports/read-import"
import { FileExpectations } from "./expectations"
import { ImportList } from "./import-list"
import { readImportIssue } from "./upload-issue"

type Props = { params: Promise<{ company: string; kind: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const kind = importKindNamed((await params).kind)
  return kind ? { title: (await getTranslations(kind.words))("title") } : {}
}

/** Import of files of a kind: the file, what it has to look like, and the files there have been. */
export default async function NewImportPage({ params, searchParams }: Props) {
  const { company: slug, kind: name } = await params
  const { actor, company, kind } = await requireKind(slug, name)
  const search = await searchParams
  const before = parameter(search, "before")
  const { imports, next } = await listImports(kind, actor, { before })
  const [t, own] = [await getTranslations("imports"), await getTranslations(kind.words)]
  const path = `/${company.slug}/imports/new/${kind.name}`
  const { bytes, rows } = kind.limits
  return (
    <>
      <Crumbs trail={[{ label: own("list"), href: `/${company.slug}/${kind.listPage}` }, { label: own("title") }]} />
      <PageHead
        title={own("title")}
        subject={t("upload.tried")}
        actions={kind.filedAt && <FileLinks path={`/${company.slug}/${kind.filedAt}`} query={{}} />}
      />
      <UploadForm
        action={`/api/${company.slug}/imports/${kind.name}`}
        choice={await choiceOf(kind, actor, parameter(search, "chosen"))}
        accept=".csv,.txt,.gz,.xlsx,text/csv,application/gzip"
        fileHint={t("upload.fileHint", { megabytes: bytes / 1024 / 1024, rows })}
        issue={readImportIssue(kind, { error: parameter(search, "error"), about: parameter(search, "about") })}
      />
      <FileExpectations kind={kind} example={`${path}/example`} />
      {imports.length > 0 && (
        <Section title={t("earlier")}>
          <ImportList imports={imports} path={`/${company.slug}/imports`} />
          <Pager
            previous={before === undefined ? undefined : path}
            next={next && `${path}?before=${encodeURIComponent(next)}`}
          />
        </Section>
      )}
      <Live
        company={company.slug}
        topics={[{ type: "file_import" }]}
        unfinished={imports.some(({ state }) => state === "queued")}
      />
    </>
  )
}

async function choiceOf({ option, words }: AnyImportKind, actor: Actor, asked: string | undefined) {
  if (!option) return undefined
  const { choices, usual } = await option.choices(actor)
  const own = await getTranslations(words)
  const chosen = choices.some(({ value }) => value === asked) ? asked! : usual
  return { name: option.name, label: own("option"), hint: own("optionHint"), options: choices, chosen }
}
