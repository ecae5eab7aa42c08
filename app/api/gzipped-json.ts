import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'

const pack = promisify(gzip)

/**
 * A large answer as a gzip file, packed at the quickest level. The web server packs what it sends by itself, four times as long, and
 * lets no route choose (it drops their content-encoding); components/form/call-api.ts unpacks it.
 */
export async function gzippedJson(value: unknown): Promise<Response> {
  const packed = await pack(JSON.stringify(value), { level: constants.Z_BEST_SPEED })
  return new Response(new Uint8Array(packed), {
    headers: { 'content-type': 'application/gzip', 'cache-control': 'no-store' },
  })
}
