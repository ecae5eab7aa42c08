import 'server-only'

import type { Database } from '@/store/foundation/database.ts'
import { listStaffedClassroomIds } from '@/store/classes/enrolments.ts'
import { listenForNotifications } from '@/store/notices/notifications.ts'
import type { Notification, NotificationListener } from '@/store/notices/notifications.ts'
import { listVerdictsSince } from '@/store/submissions/verdicts.ts'

export type LiveEvent =
  | { type: 'verdict'; submissionId: string; slug: string }
  | { type: 'class'; classroomId: string; userId?: string }
  | { type: 'notice' }

export interface LiveSubscription {
  userId: string
  signal: AbortSignal
  onEvent: (event: LiveEvent) => void
}

export interface ClassWatch {
  classroomId: string
  signal: AbortSignal
  /** @param userId whose doings moved; undefined where anything may have */
  onMoved: (userId: string | undefined) => void
  /** Somebody's role in some class changed. */
  onEnrolment: (userId: string) => void
}

/** One LISTEN connection for the process, opened by the first subscriber; each gets only what concerns them. */
export interface LiveHub {
  /** Resolves when the subscriber's classes are known: nothing of theirs goes by from then on. Never rejects. */
  subscribe(subscription: LiveSubscription): Promise<void>
  /** For who has asked already who may: what moves in one class, and whose enrolments change, until the signal is aborted. */
  watchClass(watch: ClassWatch): void
  /** Resolves when notifications arrive. */
  ready(): Promise<void>
  close(): Promise<void>
}

interface Subscriber extends LiveSubscription {
  /** Classes whose board they may watch. */
  classrooms: ReadonlySet<string>
}

/** After a lost connection, verdicts of this long ago are told again; a page that knows them ignores them. */
const gapMs = 5 * 60_000

export function makeLiveHub(options: {
  database: Database
  databaseUrl: string
  onError: (error: unknown) => void
}): LiveHub {
  const { database, onError } = options
  const subscribers = new Set<Subscriber>()
  const watches = new Set<ClassWatch>()
  let listener: NotificationListener | undefined

  function listen(): NotificationListener {
    listener ??= listenForNotifications(options.databaseUrl, {
      onNotification: deliver,
      onGap: () => {
        catchUp().catch(onError)
      },
      onError,
    })
    return listener
  }

  function deliver(message: Notification): void {
    for (const watch of watches) {
      if (message.type === 'enrolment') watch.onEnrolment(message.userId)
      else if (message.type === 'class' && message.classroomId === watch.classroomId) watch.onMoved(message.userId)
    }
    for (const subscriber of subscribers) {
      if (message.type === 'enrolment') {
        if (message.userId === subscriber.userId) refresh(subscriber).catch(onError)
      } else if (message.type === 'notice') {
        if (message.userId === subscriber.userId) subscriber.onEvent({ type: 'notice' })
      } else if (message.type === 'verdict') {
        const { type, submissionId, slug } = message
        if (message.userId === subscriber.userId) subscriber.onEvent({ type, submissionId, slug })
      } else if (subscriber.classrooms.has(message.classroomId)) {
        subscriber.onEvent(message)
      }
    }
  }

  async function refresh(subscriber: Subscriber): Promise<void> {
    subscriber.classrooms = new Set(await listStaffedClassroomIds(database, subscriber.userId))
  }

  async function catchUp(): Promise<void> {
    for (const watch of watches) watch.onMoved(undefined)
    const since = new Date(Date.now() - gapMs)
    const missed = await listVerdictsSince(database, { since, userIds: [...subscribers].map(({ userId }) => userId) })
    for (const { userId, submissionId, slug } of missed) deliver({ type: 'verdict', userId, submissionId, slug })
    for (const subscriber of subscribers) {
      // Who came, or was enrolled, while the database was away.
      await refresh(subscriber)
      for (const classroomId of subscriber.classrooms) subscriber.onEvent({ type: 'class', classroomId })
    }
  }

  return {
    async subscribe(subscription) {
      if (subscription.signal.aborted) return
      const subscriber: Subscriber = { ...subscription, classrooms: new Set() }
      subscribers.add(subscriber)
      subscription.signal.addEventListener('abort', () => subscribers.delete(subscriber), { once: true })
      listen()
      await refresh(subscriber).catch(onError)
    },
    watchClass(watch) {
      if (watch.signal.aborted) return
      watches.add(watch)
      watch.signal.addEventListener('abort', () => watches.delete(watch), { once: true })
      listen()
    },
    async ready() {
      await listen().ready
    },
    async close() {
      subscribers.clear()
      watches.clear()
      await listener?.close()
      listener = undefined
    },
  }
}
