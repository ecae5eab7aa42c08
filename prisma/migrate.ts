/**
 * Brings a database up to date: our tables, then the queue's. Keeps `_prisma_migrations` as `prisma migrate deploy` does, so
 * that either may follow the other. Downloads nothing. Usage: DATABASE_URL=… node prisma/migrate.ts
 */
import { installQueue } from '../store/submissions/queue.ts'
import { noFilters, openSchemaEngine, readMigrations } from './schema-engine.ts'

/** @returns the names of the migrations that were applied now */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  const { engine, close } = await openSchemaEngine(databaseUrl)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await readMigrations(),
      filters: noFilters,
    })
    await installQueue(databaseUrl)
    return appliedMigrationNames
  } finally {
    await close()
  }
}

if (import.meta.main) {
  const databaseUrl = process.env.DATABASE_URL
  if (databaseUrl === undefined || databaseUrl === '') throw new Error('Set DATABASE_URL, then run this again.')
  const applied = await migrateDatabase(databaseUrl)
  process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied: ${applied.join(', ')}\n`)
  // The engine leaves the ten-second timer of its lock behind, which would hold the process that long.
  process.exit(0)
}
