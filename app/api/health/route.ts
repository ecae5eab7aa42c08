/** Says that the web process answers; nothing more, so that it costs nothing to ask. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { 'cache-control': 'no-store' } })
}
