/** One PostgreSQL for the run, with a migrated database that each test file copies. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '../../prisma/migrate.ts'
import { startPostgres } from '../../runner/postgres/postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    serverUrl: string
    templateName: string
  }
}

const templateName = 'template_gym'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'gradient-gym-tests-'))
  const postgres = await startPostgres({ dataFolder, onLog: () => undefined, durable: false })
  await withClient(postgres.url, (client) => client.query(`CREATE DATABASE ${templateName}`))
  await migrateDatabase(withDatabase(postgres.url, templateName))
  project.provide('serverUrl', postgres.url)
  project.provide('templateName', templateName)
  return async () => {
    await postgres.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

export function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
