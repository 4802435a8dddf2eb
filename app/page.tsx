import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { companiesOf } from "@/domain/users/memberships"
import { requireUser } from "./actor"
import { SignOut } from "./sign-out"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.chooser"))("title") }
}

/** The way into a company: straight, for users of one; by choice, for users of several. */
export default async function StartPage() {
  const user = await requireUser()
  const companies = await companiesOf(user)
  const [only] = companies
  if (only && companies.length === 1) redirect(`/${only.slug}`)
  const t = await getTranslations("auth.chooser")
  return (
    <main className="sign">
      <div className="panel">
        <h1>{t("title")}</h1>
        {companies.length === 0 && <p>{t("none")}</p>}
        <ul>
          {companies.map(({ slug, name }) => (
            <li key={slug}>
              <a className="btn" href={`/${slug}`}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <SignOut>
        <button type="submit" className="btn plain">
          {t("signOut")}
        </button>
      </SignOut>
    </main>
  )
}
