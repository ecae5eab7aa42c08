import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { expect, test } from 'vitest'
import { migrateDatabase } from '../../prisma/migrate.ts'
import { noFilters, openSchemaEngine, readMigrations, readSchema } from '../../prisma/schema-engine.ts'
import { useDatabase } from './database.ts'
import { withClient, withDatabase } from './one-postgres.ts'

const { url, database } = useDatabase()

test('schema.prisma and the migrations make the same tables', async () => {
  const plain = `plain_${randomBytes(6).toString('hex')}`
  await withClient(url, (client) => client.query(`CREATE DATABASE ${plain}`))
  const plainUrl = withDatabase(url, plain)
  const script = await writeSchemaAsSql(plainUrl)
  const expected = await withClient(plainUrl, async (client) => {
    await client.query(script)
    return describeTables(client)
  })
  await withClient(url, (client) => client.query(`DROP DATABASE ${plain}`))
  expect(expected.length).toBeGreaterThan(100)
  expect(await withClient(url, describeTables)).toEqual(expected)
})

test('migrating twice changes nothing, and the history is the one that the CLI keeps', async () => {
  expect(await migrateDatabase(url)).toEqual([])
  const { migrationDirectories } = await readMigrations()
  const rows = await withClient(url, async (client) => {
    const result = await client.query(
      'SELECT migration_name, finished_at, checksum FROM _prisma_migrations ORDER BY started_at',
    )
    return result.rows
  })
  expect(rows.map((row) => row.migration_name)).toEqual(migrationDirectories.map(({ path }) => path))
  expect(rows.every((row) => row.finished_at !== null && /^[0-9a-f]{64}$/.test(row.checksum))).toBe(true)
})

test('an email that is not lower-case is refused by the table itself', async () => {
  await expect(
    database.$executeRaw`INSERT INTO users (email, display_name) VALUES ('Ada@example.org', 'Ada')`,
  ).rejects.toThrow('users_email_lower')
})

async function writeSchemaAsSql(databaseUrl: string): Promise<string> {
  const { engine, close } = await openSchemaEngine(databaseUrl)
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', ...(await readSchema()) },
      script: true,
      exitCode: null,
      filters: noFilters,
    })
    return stdout ?? ''
  } finally {
    await close()
  }
}

/** All that schema.prisma has words for: columns, keys, indexes, enums. Checks and triggers are the migrations' own. */
async function describeTables(client: Client): Promise<string[]> {
  const { rows } = await client.query(`
    SELECT concat_ws(' ', 'column', table_name, column_name, udt_name, datetime_precision, is_nullable, column_default) AS line
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    UNION ALL
    SELECT concat_ws(' ', 'key', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f', 'u') AND conrelid <> coalesce(to_regclass('_prisma_migrations'), 0)
    UNION ALL
    SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
    UNION ALL
    SELECT concat_ws(' ', 'enum', enumtypid::regtype, enumlabel, enumsortorder) FROM pg_enum
    WHERE enumtypid IN (SELECT oid FROM pg_type WHERE typnamespace = 'public'::regnamespace)
    ORDER BY line`)
  return rows.map((row) => String(row.line))
}
