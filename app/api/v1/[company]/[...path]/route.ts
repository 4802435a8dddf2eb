import { webLog } from "@/app/log"
import { requestOrigin } from "@/app/request-origin"
import { serveApi } from "../../_api/serve"

/** Everything of the API within a company; app/api/v1/_api/endpoints.ts has what there is. */
async function serve(request: Request): Promise<Response> {
  return serveApi(request, await requestOrigin(), (err, reference) =>
    webLog().error({ err, reference }, "a request to the API failed"),
  )
}

export { serve as DELETE, serve as GET, serve as PATCH, serve as POST }
