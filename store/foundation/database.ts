/** The one door to PostgreSQL for Prisma. Whoever opens a database closes it. */
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../../prisma/generated/client.ts'
import type { Prisma } from '../../prisma/generated/client.ts'

export type Database = PrismaClient
/** Inside `inTransaction`; every function of this room takes either. */
export type Transaction = Prisma.TransactionClient
export type Connection = Database | Transaction

export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: options.connections ?? 10, connectionTimeoutMillis: 10_000 }),
  })
}

export async function closeDatabase(database: Database): Promise<void> {
  await database.$disconnect()
}

/** The database's clock, which all copies of the web and the grader share. */
export async function readClock(database: Database): Promise<Date> {
  const [row] = await database.$queryRaw<Array<{ now: Date }>>`SELECT clock_timestamp() AS now`
  if (row === undefined) throw new Error('the database told no time')
  return row.now
}

/** Of `inTransaction`: for what changes a thousand learners at once. */
export const wholeClass = { timeoutMs: 120_000 }

/**
 * All of it or nothing of it.
 * @param options.timeoutMs for work on a whole class; what takes longer is rolled back
 */
export async function inTransaction<T>(
  database: Database,
  work: (transaction: Transaction) => Promise<T>,
  options: { timeoutMs: number } = { timeoutMs: 20_000 },
): Promise<T> {
  return database.$transaction(work, { maxWait: 10_000, timeout: options.timeoutMs })
}
