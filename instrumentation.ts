/** Next calls this once in each process that serves, before the first request. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { sendStrictTransport } = await import('./server/foundation/strict-transport.ts')
  sendStrictTransport()
  const { startRounds } = await import('./server/operations/rounds.ts')
  const { refuseTraceRequests } = await import('./server/operations/trace-requests.ts')
  startRounds()
  refuseTraceRequests()
}
