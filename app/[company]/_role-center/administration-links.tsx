import { getTranslations } from "next-intl/server"
import { Link } from "@/components/link"
import { Section } from "@/components/section"

/** The pages of an administrator, whose Role Center may have nothing else. */
export async function AdministrationLinks({ company }: { company: string }) {
  const t = await getTranslations("frame")
  const pages = [
    { address: "users", label: t("entry.users") },
    { address: "user-history", label: t("entry.userHistory") },
    { address: "sign-in", label: t("entry.signIn") },
    { address: "security-log", label: t("entry.securityLog") },
    { address: "setup", label: t("entry.companySetup") },
    { address: "first-steps", label: t("entry.firstSteps") },
    { address: "readiness", label: t("entry.readiness") },
    { address: "captured-mail", label: t("entry.capturedMail") },
    { address: "job-queue", label: t("entry.jobQueue") },
  ]
  return (
    <Section title={t("administration")}>
      <p className="actions">
        {pages.map(({ address, label }) => (
          <Link key={address} className="btn" href={`/${company}/administration/${address}`}>
            {label}
          </Link>
        ))}
      </p>
    </Section>
  )
}
