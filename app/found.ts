import "server-only"
import { forbidden, notFound } from "next/navigation"
import { Forbidden, NotFound } from "@/domain/errors"

/** For pages: what an operation read; 404 for what is not there or another company's, 403 where the roles do not do. */
export async function found<T>(read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (error instanceof NotFound) notFound()
    if (error instanceof Forbidden) forbidden()
    throw error
  }
}
