import "server-only"
import { headers } from "next/headers"
import { recordSecurityOf, type SecurityEvent } from "@/domain/security-log/record"
import { env } from "@/env"
import { localPath } from "./local-path"
import { companyAt } from "./path-header"
import { requestOrigin } from "./request-origin"

/** Notes what a user did about their own account, for the company whose page they did it on. */
export async function noteOwn(userId: number, event: SecurityEvent): Promise<void> {
  const page = localPath((await headers()).get("referer") ?? "/", env().PUBLIC_URL)
  await recordSecurityOf({ userId }, companyAt(page), await requestOrigin(), event)
}
