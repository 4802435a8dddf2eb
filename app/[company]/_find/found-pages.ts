import type { NavEntry } from "@/components/frame-navigation"
import { type Actor, may } from "@/domain/access/actor"
import { setupGroups } from "@/domain/setup/definitions"
import { languages } from "@/language/language"
import { messages } from "@/messages"
import { administration, books, entriesFor } from "./navigation"

/** A page to open; its name as the reader has it. */
export type FoundPage = { name: string; href: string }

/** So many of them. */
const MOST = 8

/** What Business Central and Odoo call it, or people do, beside its own names. */
const alsoCalled: Partial<Record<NavEntry["name"], string>> = {
  purchaseInvoices: "bills supplier invoices inkoop",
  purchaseCreditMemos: "refunds debit notes vendor credits retour",
  readyForReview: "approve approvals fiatteren goedkeuren",
  vendors: "suppliers crediteuren",
  items: "products producten",
  customers: "clients debiteuren afnemers",
  payments: "pay betalen",
  chartOfAccounts: "ledger accounts grootboekrekeningen",
  glEntries: "journal items general ledger",
  agedPayables: "aging openstaande posten",
  companySetup: "configuration instellingen settings",
  users: "people permissions",
  jobQueue: "background jobs",
}

/** The pages and tables of setup that the actor may open and whose name, in any language, has every word of the text at a word's beginning. */
export function foundPages(actor: Actor, company: string, text: string): FoundPage[] {
  const wanted = words(text)
  if (wanted.length === 0) return []
  return pagesOf(actor, company)
    .filter(({ names }) => wanted.every(word => words(names.join(" ")).some(named => named.startsWith(word))))
    .map(({ name, href }) => ({ name, href }))
    .slice(0, MOST)
}

/** In small letters, without accents. */
const words = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

type Page = FoundPage & { names: string[] }

function pagesOf(actor: Actor, company: string): Page[] {
  const home = `/${company}`
  const entries = [
    ...entriesFor(actor, {}, home),
    ...(may(actor, "books.see") ? books(home) : []),
    ...administration(actor, home),
    { name: "notifications" as const, href: `${home}/notifications` },
    { name: "settings" as const, href: `${home}/settings` },
  ]
  const pages = entries.map(({ name, href }): Page => {
    const names = languages.map(language => messages[language].frame.entry[name])
    const synonyms = (alsoCalled as Record<string, string | undefined>)[name] ?? ""
    return { name: messages[actor.language].frame.entry[name], href, names: [...names, synonyms] }
  })
  return may(actor, "company.administer") ? [...pages, ...setupPages(actor, home)] : pages
}

function setupPages(actor: Actor, home: string): Page[] {
  const titled = (table: string, language: Actor["language"]) =>
    (messages[language].setup.table as Record<string, { title: string }>)[table]?.title ?? table
  return Object.values(setupGroups)
    .flat()
    .map(({ slug }) => ({
      name: titled(slug, actor.language),
      href: `${home}/administration/setup/${slug}`,
      names: languages.map(language => titled(slug, language)),
    }))
}
