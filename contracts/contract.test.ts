import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'
import { z } from 'zod'

import { addressOf } from './address.ts'
import { bodyBytes } from './contract.ts'

const checkout = path.join(import.meta.dirname, '..')

const contract = z.object({
  method: z.string(),
  path: z.string(),
  who: z.enum(['anybody', 'signed-in']),
  size: z.enum(['ordinary', 'comment', 'source', 'table', 'grades']),
})

/** Every contract of every file here, by the name that its route serves it by. */
async function readContracts(): Promise<Array<z.infer<typeof contract> & { name: string }>> {
  const files = globSync('contracts/*.ts', { cwd: checkout }).filter((file) => !file.endsWith('.test.ts'))
  const modules = await Promise.all(files.map((file) => import(path.join(checkout, file))))
  return modules.flatMap((module: object) =>
    Object.entries(module).flatMap(([group, contracts]: [string, unknown]) =>
      typeof contracts === 'object' && contracts !== null
        ? Object.entries(contracts).flatMap(([name, one]: [string, unknown]) => {
            const parsed = contract.safeParse(one)
            return parsed.success ? [{ name: `${group}.${name}`, ...parsed.data }] : []
          })
        : [],
    ),
  )
}

test('each contract is served at its own address, once, and to whom it says', async () => {
  const contracts = await readContracts()
  expect(contracts.length).toBeGreaterThan(0)
  for (const { name, method, path: address, who } of contracts) {
    const route = readFileSync(path.join(checkout, 'app', address, 'route.ts'), 'utf8')
    const [, served, by] =
      new RegExp(`export const ${method} = (serve|serveAnybody)\\(\\s*([\\w.]+),`).exec(route) ?? []
    expect(by, `${method} ${address}`).toBe(name)
    expect(served, name).toBe(who === 'anybody' ? 'serveAnybody' : 'serve')
  }
  const doors = contracts.map(({ method, path: address }) => `${method} ${address}`)
  expect(new Set(doors).size).toBe(doors.length)
})

test('who may be anybody sends an ordinary body', async () => {
  const large = (await readContracts()).filter(
    ({ who, size }) => who === 'anybody' && bodyBytes[size] > bodyBytes.ordinary,
  )
  expect(large.map(({ name }) => name)).toEqual([])
})

test('an address has its names filled in, whatever they hold', () => {
  expect(addressOf('/api/classes/[id]/people/[userId]', { id: 'a/b?', userId: '1' })).toBe(
    '/api/classes/a%2Fb%3F/people/1',
  )
  expect(addressOf('/api/submissions', {}, { slug: 'a&b', olderThan: undefined })).toBe('/api/submissions?slug=a%26b')
  expect(() => addressOf('/api/classes/[id]', {})).toThrow('needs id')
})
