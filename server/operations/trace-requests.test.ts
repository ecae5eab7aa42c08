import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

import { refuseTraceRequests } from './trace-requests.ts'

test('TRACE reaches nobody under its name, and other methods do', async () => {
  refuseTraceRequests()
  const server = createServer((asked, answer) => answer.end(asked.method))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const ask = async (method: string) => {
    const asked = request({ host: '127.0.0.1', port, method, agent: false }).end()
    const [answer] = await once(asked, 'response')
    return text(answer)
  }
  expect([await ask('TRACE'), await ask('GET'), await ask('DELETE')]).toEqual(['UNKNOWN', 'GET', 'DELETE'])
  server.close()
})
