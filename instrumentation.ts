/** Next calls this once in each process that serves, before the first request. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { getContext } = await import('./server/process/context.ts')
  // A wrong environment stops the start, with its sentence, before anybody asks for a page.
  const context = getContext()
  const { sendStrictTransport } = await import('./server/foundation/strict-transport.ts')
  sendStrictTransport(context)
  const { startRounds } = await import('./server/operations/rounds.ts')
  const { refuseTraceRequests } = await import('./server/operations/trace-requests.ts')
  startRounds(context)
  refuseTraceRequests()
}
