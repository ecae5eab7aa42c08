import { createServer } from 'node:net'

/** A port of 127.0.0.1 that is free now; whoever takes it must be ready to lose the race for it. */
export async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('The system named no free port.'))
      })
    })
  })
}
