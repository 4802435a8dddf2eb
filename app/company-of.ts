import { signInDone } from "@/components/form/sign-in-beside"

/**
 * The company that somebody signs in for, by where signing in leads: that of the address, or of the form that stands beside.
 * @param path as localPath answers it
 * @returns what stands there; it may name no company
 */
export function companyOf(path: string): string {
  const { pathname, searchParams } = new URL(path, "http://portal.invalid")
  return pathname === signInDone ? (searchParams.get("company") ?? "") : (pathname.split("/")[1] ?? "")
}
