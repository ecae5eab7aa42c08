/** Prisma's schema engine as WebAssembly from npm: migrates without the binary that the CLI would download. */
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type { MigrationList, SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm'

const migrationsFolder = path.join(import.meta.dirname, 'migrations')
const schemaFile = path.join(import.meta.dirname, 'schema.prisma')

/** Tables and enums that Prisma leaves alone; pg-boss lives in a schema of its own and is not seen at all. */
export const noFilters = { externalTables: [], externalEnums: [] }

/** Loaded once: a second instance would pull the memory from under the first. */
const bindings = await loadBindings()

export interface OpenSchemaEngine {
  engine: SchemaEngine
  close(): Promise<void>
}

export async function openSchemaEngine(databaseUrl: string): Promise<OpenSchemaEngine> {
  const schema = await readSchema()
  const { factory, close } = makeAdapterFactory(databaseUrl)
  const engine = await bindings.SchemaEngine.new(
    { datamodels: schema.files.map((file) => [file.path, file.content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  return {
    engine,
    async close() {
      engine.free()
      await close()
    },
  }
}

/**
 * Prisma's adapter with two changes: a migration is sent whole, because the adapter splits it at every semicolon, also inside a
 * function's body, and because PostgreSQL runs what is sent whole as one transaction; and the connections can be closed.
 */
function makeAdapterFactory(databaseUrl: string) {
  const inner = new PrismaPg({ connectionString: databaseUrl })
  const opened: SqlDriverAdapter[] = []
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: inner.provider,
    adapterName: inner.adapterName,
    async connect() {
      const adapter = await inner.connect()
      opened.push(adapter)
      return Object.assign(adapter, {
        executeScript: async (script: string) => {
          await adapter.underlyingDriver().query(script)
        },
      })
    },
    // Given an address, the adapter of 7.10 would take the database itself for its shadow, and change it.
    connectToShadowDb: () => Promise.reject(new Error('there is no shadow database here')),
  }
  return {
    factory,
    async close() {
      await Promise.all(opened.map((adapter) => adapter.dispose()))
    },
  }
}

export async function readSchema(): Promise<SchemasContainer> {
  return { files: [{ path: schemaFile, content: await readFile(schemaFile, 'utf8') }] }
}

export async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(path.join(migrationsFolder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.toSorted().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  }
}

/**
 * The package's own entry imports a .wasm file as a module, which only some loaders understand; its bindings also load by hand.
 * Can go when Vitest and every supported Node import .wasm.
 */
async function loadBindings() {
  const module = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(path.join(path.dirname(script), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...module } })
  module.__wbg_set_wasm(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start !== 'function') throw new Error('@prisma/schema-engine-wasm has changed its entry')
  start()
  return module
}
