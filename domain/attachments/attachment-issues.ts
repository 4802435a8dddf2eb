import { env } from "@/env"
import { MOST_FILES } from "./limits"

/** What is wrong with a file, as far as the address of a page says it again; a name that it had stays out of an address. */
export const attachmentIssues = {
  "attachment.missing": { field: "file" },
  "attachment.empty": { field: "file" },
  "attachment.not_taken": { field: "file" },
  "attachment.too_large": { field: "file", params: () => ({ megabytes: env().ATTACHMENT_MEGABYTES }) },
  "attachment.too_many": { field: "file", params: () => ({ most: MOST_FILES }) },
  "attachment.already": { field: "file", params: (about: string) => (about === "" ? null : { name: about }) },
  "attachment.store_away": { field: "file" },
  "import.upload_failed": { field: "file" },
  foreign_origin: { field: null },
}
