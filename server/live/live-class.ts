import 'server-only'

import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import type { LiveRow } from '@/course/live/live-class.ts'

import { makeLiveBoard } from './live-board.ts'
import type { Watcher } from './live-classes.ts'
import { requireInClass } from '../membership/membership.ts'
import { getServices } from '../process/services.ts'

/** The class that the actor may watch. @throws DomainError 'forbidden' for its learners, 'not-found' for strangers */
export async function requireWatcher(actor: Actor, classroomId: string): Promise<{ id: string; name: string }> {
  const { classroom } = await requireInClass(actor, classroomId, 'read-insight')
  return { id: classroom.id, name: classroom.name }
}

export async function mayWatch(actor: Actor, classroomId: string): Promise<boolean> {
  try {
    await requireWatcher(actor, classroomId)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

/**
 * Who is at work in a class now, and who is stuck.
 * @throws DomainError 'forbidden' for the class's learners, 'not-found' for strangers
 */
export async function readLiveRows(actor: Actor, classroomId: string): Promise<LiveRow[]> {
  const { id } = await requireWatcher(actor, classroomId)
  const board = makeLiveBoard(getServices().database, id)
  await board.load(Date.now())
  return board.rows()
}

/**
 * Tells who is at work in a class, and who is stuck, until the signal is aborted.
 * @throws DomainError 'forbidden' for the class's learners, 'not-found' for strangers
 */
export async function watchClass(
  actor: Actor,
  classroomId: string,
  watcher: Pick<Watcher, 'signal' | 'onText' | 'onEnd'>,
): Promise<void> {
  const { id } = await requireWatcher(actor, classroomId)
  getServices().liveClasses.watch({ ...watcher, userId: actor.userId, classroomId: id })
}
