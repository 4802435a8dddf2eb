import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { removeCapturedMail } from "@/domain/notifications/captured-mail"
import { daily, keptDays } from "./daily"

/** Removes captured mail, where there is no mail server. */
export const cleanUpCapturedMail = scheduledKind({
  name: "clean_up_captured_mail",
  schedule: daily(30),
  perform: companyId => removeCapturedMail(companyId, new Date(Date.now() - keptDays.capturedMail * 86_400_000)),
})
