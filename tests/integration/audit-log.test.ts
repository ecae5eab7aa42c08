import { expect, test } from 'vitest'
import { appendAuditEvent, listAuditEvents } from '../../store/accounts/audit-events.ts'
import { useDatabase } from './database.ts'

const { database } = useDatabase()

test('the audit log cannot be changed, deleted or emptied, also by us', async () => {
  const event = { actorId: null, action: 'role.claimed', subject: 'user:1', details: { role: 'instructor' } }
  await appendAuditEvent(database, event)
  await expect(database.auditEvent.updateMany({ data: { action: 'nothing' } })).rejects.toThrow('append only')
  await expect(database.auditEvent.deleteMany()).rejects.toThrow('append only')
  await expect(database.$executeRaw`TRUNCATE audit_events`).rejects.toThrow('append only')
  expect(await listAuditEvents(database, { subject: 'user:1' }, 10)).toMatchObject([event])
})
