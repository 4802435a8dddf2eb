import { approvalEscalations, approvalReminders, approvalSubstitutes } from "@/domain/approval-clock/work-kinds"
import type { WorkKind } from "@/domain/background-work/work-kind"
import { batchPostingWork } from "@/domain/batch-posting/work-kind"
import { checkChain, linkChain } from "@/domain/chain/work-kinds"
import { cleanUpApi } from "@/domain/clean-up/api"
import { cleanUpCapturedMail } from "@/domain/clean-up/captured-mail"
import { cleanUpImportRows } from "@/domain/clean-up/import-rows"
import { cleanUpNotifications } from "@/domain/clean-up/notifications"
import { cleanUpObjects } from "@/domain/clean-up/removed-objects"
import { cleanUpSessions } from "@/domain/clean-up/sessions"
import { liftVendorBlocks } from "@/domain/clean-up/vendor-blocks"
import { fileImportWork } from "@/domain/imports/work-kind"
import { notificationDigests } from "@/domain/notifications/work-kinds"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { webhookWork } from "@/domain/webhooks/work-kind"

/** Every kind of background work: queue, relay, worker, Job Queue page, addresses and letters are derived from it. */
export const workKinds: WorkKind[] = [
  purchaseRequestWork,
  fileImportWork,
  batchPostingWork,
  webhookWork,
  cleanUpSessions,
  cleanUpNotifications,
  cleanUpCapturedMail,
  cleanUpImportRows,
  cleanUpApi,
  cleanUpObjects,
  liftVendorBlocks,
  approvalSubstitutes,
  approvalReminders,
  approvalEscalations,
  notificationDigests,
  linkChain,
  checkChain,
]

/** The kind of that name; undefined for what is no work. */
export function workKindNamed(name: string): WorkKind | undefined {
  return workKinds.find(kind => kind.name === name)
}
