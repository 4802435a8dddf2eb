import { expect, test } from "vitest"
import { signInBeside } from "@/components/form/sign-in-beside"
import { companyOf } from "./company-of"

test("the company is that of the address, or of the form that one signs in beside", () => {
  const beside = new URL(signInBeside("kolk wijk&co"), "http://portal.example").searchParams.get("callbackUrl")!
  const paths = ["/", "/kolkwijk", "/kolkwijk?page=2#top", "/kolkwijk/vendors/new", beside, "/sign-in/done"]
  expect(paths.map(companyOf)).toEqual(["", "kolkwijk", "kolkwijk", "kolkwijk", "kolk wijk&co", ""])
})
